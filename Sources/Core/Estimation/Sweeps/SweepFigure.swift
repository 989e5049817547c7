public import LabModel

/// What the settings do to one number.
public struct SweepFigure: Sendable, Encodable {
    /// What one level does.
    public struct Level: Sendable, Encodable {
        /// The level.
        public let level: String
        /// How many results there are, with a number or without.
        public let planned: Int
        /// How many have a number.
        public let measured: Int
        /// How many runs died, attempts beside a line's result among them.
        public let died: Int
        /// How many others have no number.
        public let withoutNumber: Int
        /// The mean over the other settings at which every level was measured, each counting once; nil where there are none.
        @OrNull public var mean: Double?
        /// Whether ``mean`` is known only from below.
        public let isLowerBound: Bool
        /// The difference to the baseline with all else equal; nil for the baseline itself.
        @OrNull public var effect: SweepEffect?

        private enum CodingKeys: String, CodingKey {
            case level, planned, measured, died, mean, effect
            case withoutNumber = "without_number"
            case isLowerBound = "is_lower_bound"
        }
    }

    /// What a factor does.
    public struct Factor: Sendable, Encodable {
        /// The factor's name.
        public let factor: String
        /// The level with which all others are compared: that with the most numbers, the first of them.
        public let baseline: String
        /// At how many combinations of the other settings every level was measured: what the means are over.
        public let settings: Int
        /// Its levels in order.
        public let levels: [Level]
    }

    /// What two factors do together beyond what each does alone.
    public struct Pair: Sendable, Encodable {
        /// One factor and the other.
        public let factors: [String]
        /// Their baselines.
        public let baselines: [String]
        /// For each level of the first but its baseline, each of the second but its own.
        public let interactions: [Interaction]
        /// The numbers by both.
        public let map: SweepMap
    }

    /// By how much a level's effect at a level of another factor is larger than at that one's baseline.
    public struct Interaction: Sendable, Encodable {
        /// The levels of both factors.
        public let levels: [String]
        /// (both − the second alone) − (the first alone − neither).
        public let effect: SweepEffect
    }

    /// By which number, as its path.
    public let figure: String
    /// The number's unit; nil for counts and ratios.
    @OrNull public var unit: String?
    /// How many results have it.
    public let measured: Int
    /// How many effects were asked at once: verdicts on them hold for all together.
    public let asked: Int
    /// How many interactions were asked at once.
    public let askedInteractions: Int
    /// Each factor alone.
    public let factors: [Factor]
    /// Each pair of factors; empty above ``interactionLimit``.
    public let pairs: [Pair]

    /// The most interactions that are told.
    public static let interactionLimit = 1_000

    private enum CodingKeys: String, CodingKey {
        case figure, unit, measured, asked, factors, pairs
        case askedInteractions = "asked_interactions"
    }

    init(_ view: FigureView) {
        (figure, unit, measured) = (view.path.description, view.path.unit, view.measured)
        let main = view.factors.indices.map { MainEffects(view, factor: $0) }
        let asked = main.reduce(0) { $0 + $1.asked }
        self.asked = asked
        factors = main.map { $0.factor(among: asked) }
        let interactions = Self.hasTooMany(view.factors) ? [] : Interactions.all(view, main)
        let askedInteractions = interactions.reduce(0) { $0 + $1.asked }
        self.askedInteractions = askedInteractions
        pairs = interactions.map { $0.pair(among: askedInteractions) }
    }

    /// Whether there are more interactions than are told.
    static func hasTooMany(_ factors: [SweepFactor]) -> Bool {
        let steps = factors.map { $0.levels.count - 1 }
        let (sum, squares) = (steps.reduce(0, +), steps.reduce(0) { $0 + $1 * $1 })
        return (sum * sum - squares) / 2 > interactionLimit
    }
}
