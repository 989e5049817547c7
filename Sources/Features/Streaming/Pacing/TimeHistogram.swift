internal import LabModel

/// A distribution of times in bounded memory, with the longest of them.
struct TimeHistogram {
    private(set) var buckets = TimeBuckets()
    private(set) var longest = Latency.zero

    /// Adds a time; negative ones count as 0.
    mutating func add(_ time: Latency) {
        buckets.add(time)
        longest = max(longest, time)
    }

    /// A quantile from 0 to 1, right within 1.6 % and never above ``longest``; nil without times.
    func quantile(_ share: Double) -> Latency? {
        buckets.quantile(share).map { min(longest, $0) }
    }

    /// The median, the 95th percentile and the longest; nil without times.
    var spread: StreamerCounters.Spread? {
        guard let p50 = quantile(0.5), let p95 = quantile(0.95) else { return nil }
        return StreamerCounters.Spread(p50: p50, p95: p95, max: longest)
    }
}
