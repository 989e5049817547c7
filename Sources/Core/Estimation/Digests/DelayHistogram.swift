/// How many delays lie where, in bins at most 1 % wide: what pictures of one run and of many are drawn from.
///
/// Below 128 ns a bin is 1 ns wide, above it a 128th of the power of two below, so that no bin is wider than 0.8 % of its
/// lower end. Negative delays lie in the same bins mirrored. The last bin of either side holds everything beyond
/// ``limitMs``. Percentiles told in numbers come from summaries, which are exact.
public struct DelayHistogram: Hashable, Sendable {
    /// What is told apart at most, either way: 4.9 hours, in milliseconds.
    public static let limitMs = Double(1 << limitBits) / 1e6

    /// Delays counted.
    public private(set) var count = 0
    /// The least of them, exactly, in milliseconds; nil where there is none.
    public private(set) var minMs: Double?
    /// The largest of them, exactly, in milliseconds; nil where there is none.
    public private(set) var maxMs: Double?

    /// The place of ``counts``' first bin; bins on the left of zero have negative places.
    private(set) var first = 0
    /// How many lie in each bin, from the lowest bin that holds one to the highest.
    private(set) var counts: [Int] = []

    /// What a stored one counts at most, so that millions of them can be put together: centuries of frames.
    static let storedLimit = 1 << 40

    private static let limitBits = 44
    private static let splitBits = 7

    /// Makes an empty one.
    public init() {}

    /// Makes one of values in milliseconds; those that are no number are left out.
    public init(_ valuesMs: some Sequence<Double>) {
        for value in valuesMs {
            add(value)
        }
    }

    /// Puts together what was stored; nil where it cannot have been made by adding.
    init?(first: Int, counts: [Int], minMs: Double?, maxMs: Double?) {
        let places = -Self.lastPlace - 1...Self.lastPlace
        guard counts.isEmpty || (places.contains(first) && counts.count <= Self.lastPlace - first + 1) else {
            return nil
        }
        var sum = 0
        for count in counts {
            let (next, isTooLarge) = sum.addingReportingOverflow(count)
            guard count >= 0, !isTooLarge, next <= Self.storedLimit else { return nil }
            sum = next
        }
        guard sum > 0 else {
            guard counts.isEmpty, minMs == nil, maxMs == nil else { return nil }
            return
        }
        guard let minMs, let maxMs, minMs <= maxMs, counts.first != 0, counts.last != 0 else { return nil }
        guard Self.place(of: minMs) == first, Self.place(of: maxMs) == first + counts.count - 1 else { return nil }
        (self.first, self.counts, count, self.minMs, self.maxMs) = (first, counts, sum, minMs, maxMs)
    }

    /// Counts one more, in milliseconds; what is no number is left out.
    public mutating func add(_ valueMs: Double) {
        guard !valueMs.isNaN else { return }
        let place = Self.place(of: valueMs)
        cover(place...place)
        counts[place - first] += 1
        count += 1
        minMs = Swift.min(minMs ?? valueMs, valueMs)
        maxMs = Swift.max(maxMs ?? valueMs, valueMs)
    }

    /// Counts what another one holds.
    public mutating func merge(_ other: DelayHistogram) {
        guard let otherMin = other.minMs, let otherMax = other.maxMs else { return }
        cover(other.first...other.first + other.counts.count - 1)
        for (index, count) in other.counts.enumerated() {
            counts[other.first - first + index] += count
        }
        count += other.count
        minMs = Swift.min(minMs ?? otherMin, otherMin)
        maxMs = Swift.max(maxMs ?? otherMax, otherMax)
    }

    private mutating func cover(_ places: ClosedRange<Int>) {
        guard !counts.isEmpty else {
            first = places.lowerBound
            counts = Array(repeating: 0, count: places.count)
            return
        }
        if places.lowerBound < first {
            counts.insert(contentsOf: repeatElement(0, count: first - places.lowerBound), at: 0)
            first = places.lowerBound
        }
        let missing = places.upperBound - first - counts.count + 1
        if missing > 0 {
            counts.append(contentsOf: repeatElement(0, count: missing))
        }
    }
}

extension DelayHistogram {
    /// The bin beyond the limit.
    static let lastPlace = (limitBits - splitBits + 1) << splitBits

    /// From 0 upwards for what is not negative, from -1 downwards for what is.
    static func place(of valueMs: Double) -> Int {
        let nanoseconds = (valueMs * 1e6).rounded()
        let size = UInt64(Swift.min(abs(nanoseconds), Double(1 << limitBits)))
        let place: Int
        if size < 1 << splitBits {
            place = Int(size)
        } else {
            let power = UInt64.bitWidth - 1 - size.leadingZeroBitCount - splitBits
            place = power << splitBits + Int(size >> UInt64(power))
        }
        return nanoseconds < 0 ? -place - 1 : place
    }

    /// The lower end of a bin that is not negative, in nanoseconds.
    private static func start(of place: Int) -> Double {
        let power = Swift.max(0, place >> splitBits - 1)
        return Double(place - power << splitBits) * Double(1 << power)
    }

    /// From where to where a bin reaches, in milliseconds; the last of either side has no end.
    static func range(of place: Int) -> (low: Double, high: Double) {
        let mirrored = place < 0 ? -place - 1 : place
        let low = start(of: mirrored) / 1e6
        let high = mirrored < lastPlace ? start(of: mirrored + 1) / 1e6 : .infinity
        return place < 0 ? (-high, -low) : (low, high)
    }
}
