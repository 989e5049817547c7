public import LabModel

/// A difference of two sets' means, or of one mean and a limit, with its 95 % interval.
public struct Contrast: Hashable, Sendable, Codable {
    /// What the interval speaks of.
    public enum Scope: String, Hashable, Sendable, Codable {
        /// Other runs measured the same way.
        case betweenRuns = "between_runs"
        /// The frames of these runs and no others.
        case withinRuns = "within_runs"
    }

    /// The second mean − the first one.
    public let value: Double
    /// The lower end, the clocks' bounds included; nil where it is not known.
    @OrNull public var low: Double?
    /// The upper end, the clocks' bounds included; nil where it is not known.
    @OrNull public var high: Double?
    /// What of the interval is the clocks' to each side, in milliseconds; nil where a bound is not known and the
    /// interval leaves the clocks out.
    @OrNull public var clockBoundMs: Double?
    /// What the interval speaks of.
    public let scope: Scope

    /// mean(`set`) − `factor` · mean(`baseline`) − `constant`.
    init(
        _ set: ComparedSet,
        minus baseline: ComparedSet?,
        times factor: Double = 1,
        constant: Double = 0,
        seed: UInt64
    ) {
        scope = set.speaksOfOtherRuns && baseline?.speaksOfOtherRuns != false ? .betweenRuns : .withinRuns
        value = (set.mean ?? 0) - factor * (baseline?.mean ?? 0) - constant
        var reach: (down: Double, up: Double)?
        if scope == .betweenRuns {
            var random = SplitMix(seed: seed)
            let between = BetweenRuns(set.values, minus: baseline?.values ?? [], times: factor, using: &random)
            reach = (between.halfWidth, between.halfWidth)
        } else {
            reach = Self.within(set, baseline, factor)
        }
        clockBoundMs = Self.clocks(set, baseline, factor)
        let clock = clockBoundMs ?? 0
        // What is known only from below leaves the end on its side open.
        low = baseline?.isLowerBound == true ? nil : reach.map { value - $0.down - clock }
        high = set.isLowerBound ? nil : reach.map { value + $0.up + clock }
    }

    /// How far the clocks may put the contrast off; nil where a bound is not known.
    ///
    /// One fit puts both means off by the same error, of which 1 − `factor` is left; a mean alone keeps all of its own.
    private static func clocks(_ set: ComparedSet, _ baseline: ComparedSet?, _ factor: Double) -> Double? {
        guard let own = set.clockBound else { return nil }
        guard let baseline else { return own }
        guard let other = baseline.clockBound else { return nil }
        return set.hasSharedClock ? abs(1 - factor) * own : own + abs(factor) * other
    }

    /// From the intervals of the runs' own numbers, as Zou and Donner (2008) put two intervals together.
    private static func within(
        _ set: ComparedSet,
        _ baseline: ComparedSet?,
        _ factor: Double
    ) -> (down: Double, up: Double)? {
        guard let own = set.withinSquares else { return nil }
        guard let baseline else { return (own.down.squareRoot(), own.up.squareRoot()) }
        guard let other = baseline.withinSquares else { return nil }
        let square = factor * factor
        return ((own.down + square * other.up).squareRoot(), (own.up + square * other.down).squareRoot())
    }

    private enum CodingKeys: String, CodingKey {
        case value, low, high, scope
        case clockBoundMs = "clock_bound_ms"
    }
}
