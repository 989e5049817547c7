/// A delay, or what it is at least.
public struct BoundedDelay: Hashable, Sendable {
    /// The delay, or the bound.
    public var milliseconds: Double
    /// Whether it is known only from below.
    public var isLowerBound: Bool

    /// Makes a delay.
    public init(milliseconds: Double, isLowerBound: Bool = false) {
        self.milliseconds = milliseconds
        self.isLowerBound = isLowerBound
    }

    /// The middle delay, those known only from below being larger than all others; of an even count the mean of both
    /// middle ones.
    /// - Returns: nil for none.
    public static func median(_ delays: [BoundedDelay]) -> BoundedDelay? {
        let sorted = delays.sorted { one, other in
            one.isLowerBound == other.isLowerBound ? one.milliseconds < other.milliseconds : other.isLowerBound
        }
        guard !sorted.isEmpty else { return nil }
        let (low, high) = (sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2])
        return BoundedDelay(
            milliseconds: low.milliseconds + (high.milliseconds - low.milliseconds) / 2,
            isLowerBound: high.isLowerBound
        )
    }
}
