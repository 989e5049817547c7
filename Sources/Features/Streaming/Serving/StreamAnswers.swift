internal import Fanout
internal import Foundation
internal import LabModel
internal import Machine

/// The bodies of the small endpoints, without HTTP.
struct StreamAnswers: Sendable {
    var stream: StreamIdentity
    var status: ProducerStatus
    var outlets: StreamOutlets
    var clock: any LabClock
    var clockState: ClockState
    var bootID: String
    /// When counting began.
    var start: MonotonicTime

    /// What `/stream` says.
    /// - Throws: `EncodingError`.
    func description() throws -> Data {
        try Self.encoder.encode(stream.description)
    }

    /// What `/clock` says.
    /// - Parameters:
    ///   - t1: the question's own time; nil when it gave none.
    ///   - t2: when the question arrived.
    /// - Returns: JSON.
    func time(t1: WallTime?, t2: WallTime) -> String {
        let newest = status.newest
        let answer = ClockAnswerText(
            t1: t1,
            t2: t2,
            bootID: bootID,
            streamID: stream.streamID,
            newest: newest.map { ($0.number, $0.time) },
            drift: clockState.present
        )
        return answer.leaving(by: clock)
    }

    /// What `/get_params` says: the variables that are set, as strings.
    /// - Throws: `EncodingError`.
    func parameters() throws -> Data {
        try Self.encoder.encode(stream.settings.parameters)
    }

    /// The page at `/`.
    func page() -> String {
        StreamPage.html(
            stream.description,
            addresses: stream.settings.addresses,
            codecs: outlets.fragments?.codecs
        )
    }

    /// What `/metrics` says.
    func metrics() -> String {
        StreamerMetricsText.encode(counters)
    }

    /// All counters at present.
    var counters: StreamerCounters {
        var counters = status.counters
        let fanout = outlets.viewers
        counters.viewers = fanout.viewers
        counters.viewersRefused = fanout.refused
        counters.viewersCut = Dictionary(uniqueKeysWithValues: fanout.cut.map { ($0.key.rawValue, $0.value) })
        counters.outlets = outlets.counters
        counters.pushes = outlets.pushes.map(\.counters)
        counters.cpuTime = ProcessUsage.cpuTime()
        counters.uptime = clock.monotonicNow() - start
        return counters
    }

    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
