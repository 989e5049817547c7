import Foundation
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
    /// How far an NTP server may be from the true time, as it says; nil where it knows nothing of that, zero from others.
    var rootDistance: Latency? = .zero
}

extension ClockReply {
    /// Reads the body of an answer of `/clock`.
    ///
    /// A proxy that kept an older answer gives it away as quickly as a new one, so that its instants would look narrow and
    /// be seconds off: only an answer that repeats the question's own instant is one to this question.
    ///
    /// - Parameters:
    ///   - body: JSON.
    ///   - asked: the instant that the question gave.
    ///   - t1: right before the question left; by then `asked` may have passed.
    ///   - t4: right after the answer came.
    /// - Throws: ``ClockFailure`` where the body is no answer, or one to another question.
    init(body: [UInt8], asked: WallTime, t1: WallTime, t4: WallTime) throws(ClockFailure) {
        guard let said = try? JSONDecoder().decode(ClockAnswer.self, from: Data(body)) else {
            throw ClockFailure(text: "an answer that is none of a /clock")
        }
        guard said.t1 == asked else {
            throw ClockFailure(text: "an answer to another question, as a cache gives")
        }
        self.init(exchange: ClockExchange(t1: t1, t2: said.t2, t3: said.t3, t4: t4, answer: said))
    }
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
    /// Exchanges of which every one is kept; of later rounds only the best and the streamer's, up to ``mostExchanges``.
    static let allExchanges = 20_000
    /// Exchanges of a run.
    static let mostExchanges = 200_000
}
