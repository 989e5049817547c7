import Estimation
import LabModel

/// Finds jumps of a machine's UTC against its never-stepped clock.
enum ClockJumps {
    /// A change of their difference above this is a jump, besides what a second's drift explains.
    static let threshold = Latency.milliseconds(1)
    /// The kernel slews both alike, so that their difference does not drift, however long nobody answers.
    private static let longestDrift = Latency.seconds(1)

    /// The jumps of the streamer's clock between neighbouring answers, in the order of asking.
    static func ofStreamer(_ exchanges: some Sequence<ClockExchange>) -> [ClockJump] {
        var jumps: [ClockJump] = []
        var last: ClockExchange?
        for exchange in exchanges where lead(exchange) != nil {
            if let last, let jump = between(last, exchange) {
                jumps.append(jump)
            }
            last = exchange
        }
        return jumps
    }

    /// The jump between two answers of the same machine; nil where there was none, or it cannot be told.
    static func between(_ earlier: ClockExchange, _ later: ClockExchange) -> ClockJump? {
        guard let before = lead(earlier), let after = lead(later), earlier.answer?.bootID == later.answer?.bootID else {
            return nil
        }
        let size = after - before
        guard isJump(size, over: later.t4 - earlier.t1) else { return nil }
        return ClockJump(end: .streamer, after: earlier.t1, before: later.t4, size: size)
    }

    /// Whether UTC moved further than drift explains.
    static func isJump(_ size: Latency, over length: Latency, uncertainty: Latency = .zero) -> Bool {
        let drift = Latency.seconds(max(0, min(length, longestDrift).seconds) * ClockFit.driftLimit)
        return abs(size.nanoseconds) > (threshold + drift + uncertainty).nanoseconds
    }

    /// The streamer's UTC − its never-stepped clock.
    private static func lead(_ exchange: ClockExchange) -> Latency? {
        exchange.answer.flatMap { answer in
            answer.monotonic.map { answer.t3 - WallTime(nanoseconds: $0.nanoseconds) }
        }
    }
}
