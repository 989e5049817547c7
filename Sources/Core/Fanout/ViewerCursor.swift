internal import LabModel

/// Where a viewer stands in the log, and how far behind it was when it began.
struct ViewerCursor {
    /// The piece to be taken next; nil until there is a keyframe to begin with.
    private(set) var position: Int?
    private var behindAtStart: Distance = .none

    /// How far a viewer is behind the log's end.
    private struct Distance {
        var chunks: Int
        var bytes: Int
        var time: Latency

        static let none = Distance(chunks: 0, bytes: 0, time: .zero)
    }

    init(joining log: ChunkLog, at now: MonotonicTime, limits: FanoutLimits) {
        if limits.beginsWithNext {
            position = log.next
        } else {
            begin(in: log, now: now)
        }
    }

    /// Whether nothing is left to be taken.
    func isAtEnd(of log: ChunkLog) -> Bool {
        position.map { $0 >= log.next } ?? true
    }

    /// Decides what the viewer gets: a piece, a pause, or the end; one that is not taking is only judged.
    mutating func step(in log: ChunkLog, now: MonotonicTime, limits: FanoutLimits, taking: Bool) -> Viewer.Step {
        if position == nil {
            begin(in: log, now: now)
        }
        guard let position, position < log.next else { return .wait }
        guard let entry = log[position] else { return .cut(.overrun) }
        guard taking else {
            let reason = reasonToCut(distance(from: position, in: log, now: now), limits: limits)
            return reason.map { .cut($0) } ?? .wait
        }
        self.position = position + 1
        return .chunk(entry.chunk, sequence: position)
    }

    /// Begins at the last keyframe: what lies between it and the present was never the viewer's fault.
    private mutating func begin(in log: ChunkLog, now: MonotonicTime) {
        guard let keyframe = log.keyframe else { return }
        position = keyframe
        behindAtStart = distance(from: keyframe, in: log, now: now)
    }

    private func distance(from position: Int, in log: ChunkLog, now: MonotonicTime) -> Distance {
        Distance(
            chunks: log.next - position,
            bytes: log.totalBytes - log.offset(of: position),
            time: log[position].map { now - $0.chunk.instant } ?? .zero
        )
    }

    private func reasonToCut(_ distance: Distance, limits: FanoutLimits) -> CutReason? {
        if distance.time - behindAtStart.time > limits.behindTime {
            return .behindTime
        }
        if distance.bytes - behindAtStart.bytes > limits.behindBytes.bytes {
            return .behindBytes
        }
        return distance.chunks - behindAtStart.chunks > limits.behindChunks ? .behindChunks : nil
    }
}
