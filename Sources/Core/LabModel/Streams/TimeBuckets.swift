/// How many times were how long: 32 steps an octave, so that quantiles are right within 1.6 %.
///
/// Two states of one count that goes on can be subtracted, which quantiles cannot.
public struct TimeBuckets: Hashable, Sendable {
    private static let steps = 32

    /// How many times each bucket holds, by its place; none that is empty.
    private var counts: [Int: Int] = [:]

    /// Makes buckets that hold nothing.
    public init() {}

    /// How many times they hold.
    public var count: Int {
        counts.values.reduce(0, +)
    }

    /// Adds a time; negative ones count as 0.
    public mutating func add(_ time: Latency) {
        counts[Self.bucket(of: time), default: 0] += 1
    }

    /// A quantile, as the middle of the bucket that it lies in.
    /// - Parameter share: from 0 to 1.
    /// - Returns: the time; nil where they hold nothing.
    public func quantile(_ share: Double) -> Latency? {
        let rank = Int((share * Double(count - 1)).rounded())
        var seen = 0
        for (bucket, number) in counts.sorted(by: { $0.key < $1.key }) {
            seen += number
            guard seen <= rank else { return Self.middle(of: bucket) }
        }
        return nil
    }

    /// What came in between two states.
    /// - Parameter earlier: what the same count held before.
    /// - Returns: the difference; nil where `earlier` holds what is not here, so is of another count.
    public func since(_ earlier: TimeBuckets) -> TimeBuckets? {
        var rest = self
        for (bucket, number) in earlier.counts {
            let left = rest.counts[bucket, default: 0] - number
            guard left >= 0 else { return nil }
            rest.counts[bucket] = left > 0 ? left : nil
        }
        return rest
    }

    /// The longest time of each bucket, with how many times are no longer; shortest first.
    var cumulative: [(longest: Latency, count: Int)] {
        var seen = 0
        return counts.sorted { $0.key < $1.key }.map { bucket, number in
            seen += number
            return (Self.longest(of: bucket), seen)
        }
    }

    /// Reads back what ``cumulative`` told, in any order.
    /// - Returns: nil where a longer time is counted less often than a shorter one.
    init?(cumulative: [(longest: Latency, count: Int)]) {
        var seen = 0
        for (longest, count) in cumulative.sorted(by: { $0.longest < $1.longest }) {
            guard count >= seen else { return nil }
            if count > seen {
                counts[Self.bucket(of: longest), default: 0] += count - seen
            }
            seen = count
        }
    }

    private static func bucket(of time: Latency) -> Int {
        let value = max(0, time.nanoseconds)
        guard value >= steps else { return Int(value) }
        let shift = 63 - value.leadingZeroBitCount - 5
        return shift * steps + Int(value >> Int64(shift))
    }

    private static func least(of bucket: Int) -> Int64 {
        guard bucket >= steps else { return Int64(bucket) }
        return Int64(bucket % steps + steps) << Int64(bucket / steps - 1)
    }

    private static func width(of bucket: Int) -> Int64 {
        bucket < 2 * steps ? 1 : 1 << Int64(bucket / steps - 1)
    }

    private static func longest(of bucket: Int) -> Latency {
        Latency(nanoseconds: least(of: bucket) + (width(of: bucket) - 1))
    }

    private static func middle(of bucket: Int) -> Latency {
        Latency(nanoseconds: least(of: bucket) + width(of: bucket) / 2)
    }
}
