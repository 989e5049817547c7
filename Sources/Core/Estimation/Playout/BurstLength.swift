import LabModel

/// How much media of a segmented stream comes at once: a part where parts are fetched, else a segment.
///
/// Silence shorter than that is how such a stream comes, and no fault of anybody's.
enum BurstLength {
    /// A break between arrivals that parts two bursts, in periods.
    private static let breakPeriods: Int64 = 2

    /// The longest duration that a playlist told of what was fetched; where no playlist was seen, because the library
    /// fetched, the length of the burst in which the median frame came.
    /// - Parameters:
    ///   - trace: A run.
    ///   - period: The time from frame to frame in nanoseconds; nil where it is not known.
    /// - Returns: Nil for continuous streams, and where nothing tells it.
    static func of(_ trace: Trace, period: Int64?) -> Latency? {
        guard trace.media.isSegmented, trace.isLive else { return nil }
        let parts = trace.segments.filter { $0.part != nil }
        let fetched = 2 * parts.count > trace.segments.count ? parts : trace.segments.filter { $0.part == nil }
        if let longest = fetched.compactMap(\.duration).max() {
            return longest
        }
        return period.flatMap { ofArrivals(trace.samples, period: $0) }
    }

    private static func ofArrivals(_ samples: [Sample], period: Int64) -> Latency? {
        let arrivals = samples.compactMap(\.arrival).sorted()
        guard let first = arrivals.first else { return nil }
        let longest = Latency(nanoseconds: breakPeriods.saturatingMultiplied(by: period))
        var bursts: [Int64] = []
        var (count, before) = (Int64(0), first)
        for arrival in arrivals {
            if arrival - before > longest {
                bursts.append(count)
                count = 0
            }
            count += 1
            before = arrival
        }
        bursts.append(count)
        bursts.sort()
        var seen: Int64 = 0
        let median = bursts.first { burst in
            seen += burst
            return 2 * seen >= Int64(arrivals.count)
        }
        return median.map { Latency(nanoseconds: $0.saturatingMultiplied(by: period)) }
    }
}

extension Int64 {
    fileprivate func saturatingMultiplied(by other: Int64) -> Int64 {
        Int64(clamping: Int128(self) * Int128(other))
    }
}
