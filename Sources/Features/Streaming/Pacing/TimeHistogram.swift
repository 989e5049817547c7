internal import LabModel

/// A distribution of times in bounded memory: 64 steps an octave, so quantiles are right within 1.6 %.
struct TimeHistogram {
    private static let steps = 64
    private var counts: [Int] = Array(repeating: 0, count: 58 * steps)
    private(set) var count = 0
    private(set) var longest = Latency.zero

    /// Adds a time; negative ones count as 0.
    mutating func add(_ time: Latency) {
        counts[Self.slot(of: UInt64(max(0, time.nanoseconds)))] += 1
        count += 1
        longest = max(longest, time)
    }

    /// A quantile from 0 to 1, never above ``longest``; nil without times.
    func quantile(_ share: Double) -> Latency? {
        guard count > 0 else { return nil }
        let rank = Int((share * Double(count - 1)).rounded())
        var seen = 0
        for (slot, number) in counts.enumerated() {
            seen += number
            if seen > rank {
                return min(longest, Latency(nanoseconds: Self.middle(of: slot)))
            }
        }
        return longest
    }

    /// The median, the 95th percentile and the longest; nil without times.
    var spread: StreamerCounters.Spread? {
        guard let p50 = quantile(0.5), let p95 = quantile(0.95) else { return nil }
        return StreamerCounters.Spread(p50: p50, p95: p95, max: longest)
    }

    private static func slot(of value: UInt64) -> Int {
        guard value >= UInt64(steps) else { return Int(value) }
        let shift = 63 - value.leadingZeroBitCount - 6
        return (shift + 1) * steps + Int(value >> UInt64(shift)) - steps
    }

    private static func middle(of slot: Int) -> Int64 {
        guard slot >= steps else { return Int64(slot) }
        let shift = slot / steps - 1
        let low = Int64(slot % steps + steps) << Int64(shift)
        return low + (Int64(1) << Int64(shift)) / 2
    }
}
