import LabModel

/// What a screen shows of one stream, and since when.
struct Screen {
    /// A change of what is displayed.
    private struct Change {
        /// Nanoseconds of the streamer's clock.
        var instant: Int64
        /// Nil for a picture whose mark could not be read.
        var number: Int64?
    }

    /// Ascending, at least 1 ms apart.
    private let changes: [Change]

    private static let together: Int64 = 1_000_000

    /// - Parameters:
    ///   - trace: a run by a streamer's clock that was never stepped.
    ///   - id: the stream whose pictures are displayed.
    ///   - clock: presentation times as stamps.
    ///   - delay: the player's.
    init(_ trace: Trace, of id: StreamID, clock: StampClock, delay: Latency) {
        var all: [(change: Change, index: Int)] = []
        for (index, sample) in trace.samples.enumerated() where sample.decoded != nil {
            guard sample.stamp.map({ $0.streamID == id }) ?? true else { continue }
            guard let instant = Self.instant(of: sample, trace, clock: clock, delay: delay) else { continue }
            all.append((Change(instant: instant, number: sample.stamp?.number.map { Int64($0.rawValue) }), index))
        }
        all.sort { ($0.change.instant, $0.index) < ($1.change.instant, $1.index) }
        changes = Self.settled(all.map { $0.change })
    }

    /// When a picture is displayed, in nanoseconds of the streamer's clock; nil where nothing tells.
    private static func instant(of sample: Sample, _ trace: Trace, clock: StampClock, delay: Latency) -> Int64? {
        guard trace.isLive else { return clock.stamped(sample)?.nanoseconds }
        guard let decoded = sample.decoded, let offset = sample.clockOffset else { return nil }
        // A player that waits the delay holds early pictures of continuous streams back as well: shown when decoded, they
        // would stand for frames before them wherever the delay is a period above the median, and score as failures.
        return max(decoded + offset, clock.stamped(sample).map { $0 + delay } ?? decoded + offset).nanoseconds
    }

    /// Leaves out what is displayed less than 1 ms, and what is older than what is displayed already.
    private static func settled(_ all: [Change]) -> [Change] {
        var kept: [Change] = []
        var newest = Int64.min
        for change in all {
            if let number = change.number {
                guard number > newest else { continue }
                newest = number
            }
            if let last = kept.last, change.instant - last.instant < together {
                kept.removeLast()
            }
            kept.append(change)
        }
        return kept
    }

    /// What is displayed when frames are due.
    /// - Parameters:
    ///   - frames: by number; due where there is no delay.
    ///   - delay: added to that.
    /// - Returns: those of which it is known, in their order.
    func shown(_ frames: [DueFrames.Frame], after delay: Latency) -> [DisplayedFrame] {
        frames.compactMap { frame in
            let due = (Latency(nanoseconds: frame.due) + delay).nanoseconds
            let next = changes.firstIndex(fromSorted: { $0.instant > due })
            guard next > 0 else { return DisplayedFrame(stamp: frame.stamp, shown: nil) }
            return changes[next - 1].number.map { number in
                DisplayedFrame(stamp: frame.stamp, shown: FrameNumber(UInt32(clamping: number)))
            }
        }
    }
}
