import LabModel

/// The measured stretch, by both clocks.
struct MeasuredWindow {
    /// Frames stamped before this instant of the streamer's clock are backlog; nil where nothing is.
    var join: Int64?
    /// Frames stamped at or after this instant of the streamer's clock count nowhere; nil where everything counts.
    var end: Int64?
    /// The same end by the receiver's clock.
    var endReceived: WallTime?

    /// Takes the stretch from a trace.
    ///
    /// Where no clock offset is known there is no backlog, and the stretch lasts by the streamer's clock as long from
    /// the first stamp as it lasted by the receiver's from the first marked picture. A file has neither end.
    init(_ trace: Trace) {
        guard let joined = trace.join else { return }
        let offsets = Self.offsets(of: trace)
        if let atJoin = offsets.first {
            join = (joined + atJoin).nanoseconds
        }
        guard let ended = trace.end else { return }
        if let atEnd = offsets.last {
            end = (ended + atEnd).nanoseconds
            endReceived = ended
        } else if let (shown, stamped) = Self.firstMark(of: trace) {
            end = (stamped + (ended - shown)).nanoseconds
            endReceived = ended
        }
    }

    /// The clock offset nearest to the join, and the one nearest to the end.
    private static func offsets(of trace: Trace) -> (first: Latency?, last: Latency?) {
        let first = trace.samples.first { $0.clockOffset != nil }?.clockOffset
        guard let end = trace.end else { return (first, first) }
        let last = trace.samples.last { sample in
            guard sample.clockOffset != nil, let shown = sample.decoded else { return false }
            return shown <= end
        }
        return (first, last?.clockOffset ?? first)
    }

    private static func firstMark(of trace: Trace) -> (shown: WallTime, stamped: WallTime)? {
        for sample in trace.samples {
            if let shown = sample.decoded, let stamped = sample.stamp?.time {
                return (shown, stamped)
            }
        }
        return nil
    }
}
