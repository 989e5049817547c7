/// What a grid's repeats show, and how many would show a difference.
public struct SweepPower: Hashable, Sendable {
    /// A comparison that the grid allows.
    public struct Row: Hashable, Sendable {
        /// The factor two of whose values are compared, all else being equal; nil for two single settings.
        public var factor: String?
        /// How many settings a side are taken together.
        public var settings: Int
        /// The fewest repeats that show the difference as often as asked; nil above ``PowerEstimate/repeatLimit``.
        public var repeats: Int?
        /// How often the grid's own repeats show it, from 0 to 1; nil where a side has fewer than
        /// ``PowerEstimate/comparableRuns`` runs.
        public var chance: Double?
    }

    /// What was asked, for two single settings.
    public let question: PowerEstimate.Question
    /// Two single settings first, then each factor that varies.
    public let rows: [Row]

    /// Looks at each comparison of a grid.
    ///
    /// - Parameters:
    ///   - question: how many settings a side it names is not looked at.
    ///   - grid: the grid.
    /// - Throws: ``PlanningError/badQuestion(_:_:_:)``.
    public init(_ question: PowerEstimate.Question, of grid: SweepGrid) throws(PlanningError) {
        var single = question
        single.settings = 1
        self.question = single
        var rows: [Row] = []
        for factor in [nil] + grid.factors.filter({ $0.levels.count > 1 }).map(Optional.some) {
            var asked = question
            asked.settings = factor.map { grid.settingCount / $0.levels.count } ?? 1
            let isEnough = asked.settings * grid.repeats >= PowerEstimate.comparableRuns
            rows.append(
                Row(
                    factor: factor?.kind.name,
                    settings: asked.settings,
                    repeats: try PowerEstimate(asked).repeats,
                    chance: isEnough ? PowerEstimate.chance(asked, repeats: grid.repeats) : nil
                )
            )
        }
        self.rows = rows
    }
}
