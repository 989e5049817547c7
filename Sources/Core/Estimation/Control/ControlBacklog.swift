public import LabModel

/// Which frames of a control stream are backlog: sent before the request for media of the connection they came by.
///
/// A server answers with everything since its last keyframe, at once. Shown so much later than they were sent, such frames
/// say when the control was connected, and nothing of its way.
public struct ControlBacklog: Sendable {
    /// When each connection was made, ascending.
    private let joins: [WallTime]
    /// The join of frames that came before any of these.
    private let fallback: WallTime?

    /// Judges by the joins of a control.
    ///
    /// - Parameters:
    ///   - joins: just before each request of the control for media, ascending; empty where they were not noted.
    ///   - fallback: the join of the stream under test, for frames without one of their own; nil for a file.
    public init(joins: [WallTime], fallback: WallTime?) {
        self.joins = joins
        self.fallback = fallback
    }

    /// The join of the connection that brought a sample: the last before its arrival.
    ///
    /// - Parameter sample: of the control.
    /// - Returns: nil where it has no instant, or where nothing says when the control was joined.
    /// - Complexity: O(log n) for n joins.
    public func join(of sample: Sample) -> WallTime? {
        guard let came = sample.arrival ?? sample.decoded else { return nil }
        var (low, high) = (0, joins.count)
        while low < high {
            let middle = (low + high) / 2
            if joins[middle] <= came {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low > 0 ? joins[low - 1] : fallback
    }

    /// Sets ``LabModel/Sample/isBacklog`` of a control's samples: stamped before their join, in streamer time.
    ///
    /// Where a sample has no clock offset, the least is taken that stamps and arrivals of its stream allow: no frame comes
    /// before it is stamped, so the streamer's clock is at least the largest stamp − arrival ahead. Whatever is backlog by
    /// it was sent before the join for certain, as long as no clock is stepped; a step only leaves more frames out.
    ///
    /// - Parameters:
    ///   - control: the control's samples.
    ///   - test: those of the stream under test, which tell of the same streamer's clock.
    public func mark(_ control: inout [Sample], beside test: [Sample]) {
        var least: [StreamID: Latency] = [:]
        if control.contains(where: { $0.clockOffset == nil }) {
            for samples in [test, control] {
                Self.takeOffsets(of: samples, into: &least)
            }
        }
        for index in control.indices {
            guard let stamp = control[index].stamp, let stamped = stamp.time else { continue }
            guard let offset = control[index].clockOffset ?? least[stamp.streamID] else { continue }
            guard let join = join(of: control[index]) else { continue }
            control[index].isBacklog = stamped < join + offset
        }
    }

    private static func takeOffsets(of samples: [Sample], into least: inout [StreamID: Latency]) {
        for sample in samples {
            guard let stamp = sample.stamp, let stamped = stamp.time else { continue }
            guard let came = sample.arrival ?? sample.decoded else { continue }
            let ahead = stamped - came
            least[stamp.streamID] = max(least[stamp.streamID] ?? ahead, ahead)
        }
    }
}
