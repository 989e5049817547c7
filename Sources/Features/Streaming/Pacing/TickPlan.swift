internal import LabModel

/// When each frame is due: tick k at start + k periods exactly, however late the ones before were begun.
///
/// A tick more than a period late is skipped, so that an overloaded streamer loses frames instead of piling up delay.
struct TickPlan {
    /// A tick whose frame is to be made.
    struct Tick: Hashable {
        /// Its place in the plan, from 0: also the presentation time in periods.
        var index: Int64
        /// When it comes due.
        var due: MonotonicTime
    }

    private let rate: FrameRate
    private let start: MonotonicTime
    private var nextIndex: Int64 = 0
    /// Ticks without a frame so far.
    private(set) var skipped = 0
    /// The same as runs of ticks, oldest first; the first thousand tell enough of an overload.
    private(set) var skips: [Range<Int64>] = []

    init(rate: FrameRate, start: MonotonicTime) {
        self.rate = rate
        self.start = start
    }

    /// Ticks that came due or were given out so far.
    var ticks: Int {
        Int(nextIndex)
    }

    /// Takes the next tick.
    /// - Parameter now: the present: ticks that are more than a period late by now are skipped.
    /// - Returns: the tick, due up to a period ago or in the future.
    mutating func next(at now: MonotonicTime) -> Tick {
        let late = now - due(nextIndex)
        if late > rate.period {
            let first = nextIndex
            nextIndex += max(0, late.nanoseconds / max(1, rate.period.nanoseconds) - 1)
            while now - due(nextIndex) > rate.period {
                nextIndex += 1
            }
            skipped += Int(nextIndex - first)
            if nextIndex > first, skips.count < 1_000 {
                skips.append(first..<nextIndex)
            }
        }
        defer { nextIndex += 1 }
        return Tick(index: nextIndex, due: due(nextIndex))
    }

    private func due(_ index: Int64) -> MonotonicTime {
        start + rate.timeOfTick(index)
    }
}
