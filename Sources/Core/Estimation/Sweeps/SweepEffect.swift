public import LabModel

/// What a level of a factor does to a number, or what two levels do together beyond what each does alone: a difference
/// with its 95 % interval.
public struct SweepEffect: Hashable, Sendable, Codable {
    /// What can be said.
    public enum Verdict: String, Hashable, Sendable, Codable {
        /// Above zero, in other runs too, and also when all effects of the table are asked at once.
        case higher
        /// Below zero, likewise.
        case lower
        /// Either may be.
        case notShown = "not_shown"
        /// ``SweepEffect/reason`` says why nothing can be said.
        case unknown
    }

    /// Why nothing, or less, can be said.
    public enum Reason: String, Hashable, Sendable, Codable, CaseIterable {
        /// The levels were never measured with all other settings equal.
        case noSharedSettings = "no_shared_settings"
        /// Fewer than 4 measurements a side, and fewer than 4 other settings.
        case fewRuns = "few_runs"
        /// Pictures of different sizes were received, and size is not what is varied.
        case differentSizes = "different_sizes"
        /// The clocks' error is not known.
        case clockUnknown = "clock_unknown"
        /// Runs on both sides know the number only from below.
        case lowerBound = "lower_bound"
        /// Runs of the level that would be better died, or have no number.
        case incomplete
        /// CPU and memory were recorded, not enforced.
        case notEnforced = "not_enforced"
    }

    /// What the interval's width is from.
    public enum Basis: String, Hashable, Sendable, Codable {
        /// Runs of the same settings, compared with each other.
        case repeats
        /// The same difference at other settings.
        case settings
    }

    /// On which side ``SweepEffect/value`` is known.
    public enum Bound: String, Hashable, Sendable, Codable {
        /// It is at least that.
        case atLeast = "at_least"
        /// It is at most that.
        case atMost = "at_most"
    }

    /// The difference, in the number's unit; nil where nothing can be said.
    @OrNull public var value: Double?
    /// Where the value is known only from one side.
    @OrNull public var bound: Bound?
    /// The interval's lower end, the clocks' bounds included; nil where it is not known.
    @OrNull public var low: Double?
    /// The interval's upper end, likewise.
    @OrNull public var high: Double?
    /// How far the interval reaches to each side that holds together with those of all effects of the table, the clocks'
    /// bounds included; nil without one, and where the effect was read from JSON.
    public internal(set) var jointReach: Double?
    /// What of the interval is the clocks' to each side, in milliseconds; nil where it is not known.
    @OrNull public var clockBoundMs: Double?
    /// What the interval is from; nil without one.
    @OrNull public var basis: Basis?
    /// What can be said.
    public var verdict: Verdict
    /// Why nothing, or less; nil where all is said.
    @OrNull public var reason: Reason?
    /// At how many combinations of the other settings both sides were measured.
    public var settings: Int
    /// How many runs take part.
    public var runs: Int

    private enum CodingKeys: String, CodingKey {
        case value, bound, low, high, basis, verdict, reason, settings, runs
        case clockBoundMs = "clock_bound_ms"
    }

    /// An effect of which nothing can be said.
    init(unknown reason: Reason, settings: Int = 0, runs: Int = 0) {
        (verdict, self.reason, self.settings, self.runs) = (.unknown, reason, settings, runs)
    }
}
