import LabModel

/// Asks one server for the time, one question after the other, on the calling thread.
protocol ClockClient: Sendable {
    /// Asks once, within ``ClockLimits/exchange``.
    func ask() throws(ClockFailure) -> ClockReply

    /// Ends a waiting question, and all later ones; from any thread.
    func cancel()
}

/// What a server answered.
struct ClockReply: Sendable {
    /// The four instants, and what else a streamer said.
    var exchange: ClockExchange
    /// Where an NTP server has its time from, which in a streamer's answer is its stream id; nil from others.
    var referenceID: UInt32?
    /// How far an NTP server may be from the true time, as it says; zero from others.
    var rootDistance = Latency.zero
}

/// Why there was no answer, or none of use; a sentence for a person.
struct ClockFailure: Error, Hashable {
    var text: String
    /// Whether the server asked not to be asked again.
    var isRefused = false
}

/// What is put up with.
enum ClockLimits {
    /// How long a connection may take.
    static let connection = Latency.seconds(1)
    /// How long an answer may take.
    static let exchange = Latency.seconds(1)
    /// The bytes of an answer, its head included.
    static let answer = ByteCount(64 << 10)
    /// Exchanges of which every one is kept; of later rounds only the best, up to ``mostExchanges``.
    static let allExchanges = 20_000
    /// Exchanges of a run.
    static let mostExchanges = 200_000
}
