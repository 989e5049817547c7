public import LabModel

/// What a sweep says: what each setting does, which settings work on each other, which are best, and what failed.
public struct SweepAnalysis: Sendable, Encodable {
    /// The version of these keys.
    public let schema = 1
    /// The sweep's name.
    public let sweep: String
    /// How many lines it has as far as is known, those without a run included.
    public let lines: Int
    /// How many results there are with a number of the first figure: one a line and provider.
    public let measured: Int
    /// What varies, in the order of the report.
    public let factors: [SweepFactor]
    /// Settings that hold for all lines.
    public let fixed: [String: String]
    /// Effects by each number.
    public let figures: [SweepFigure]
    /// The best settings within each budget; nil where costs are not known.
    @OrNull public var budgets: SweepBudgets?
    /// What failed, by line.
    public let failures: [SweepFailure]
    /// What a reader must know.
    public let notes: [SweepNote]

    /// The most results that are analysed.
    public static let runLimit = 10_000

    /// Analyses a sweep.
    ///
    /// Pure: the same arguments give the same analysis, in whatever order the runs are given.
    /// - Parameters:
    ///   - sweep: The sweep's name.
    ///   - runs: The summaries of all its runs, all attempts of each line, at most ``runLimit``.
    ///   - options: What a person may choose.
    /// - Throws: ``SweepError``, or `EncodingError` for a summary with numbers that JSON cannot hold.
    public init(sweep: String, runs: [Summary], options: SweepAnalysisOptions = .init()) throws {
        guard runs.count <= Self.runLimit else {
            throw SweepError.tooManyRuns(sweep: sweep, count: runs.count, limit: Self.runLimit)
        }
        let table = try SweepTable(runs, options: options)
        self.sweep = sweep
        factors = table.grid.factors
        fixed = table.grid.fixed
        lines = table.lines
        let views = table.figures.map { FigureView($0, in: table, options: options) }
        figures = views.map { SweepFigure($0) }
        measured = views.first?.measured ?? 0
        budgets = views.first.flatMap { SweepBudgets($0, prices: options.prices) }
        failures = table.failures(views.first)
        notes = SweepNotes(table, views, options: options).notes
    }
}

/// Why a sweep cannot be analysed.
public enum SweepError: LabError, Equatable {
    /// It has more runs than are analysed at once.
    case tooManyRuns(sweep: String, count: Int, limit: Int)
    /// A factor has more levels than a table can show.
    case tooManyLevels(factor: String, count: Int, limit: Int)

    /// What is wrong.
    public var what: String {
        switch self {
        case .tooManyRuns(let sweep, let count, let limit):
            "the sweep \"\(sweep)\" has \(count) runs, above the \(limit) that are analysed at once"
        case .tooManyLevels(let factor, let count, let limit):
            "the setting \(factor) has \(count) values, above the \(limit) that are told apart"
        }
    }

    /// What to do next.
    public var remedy: String? {
        switch self {
        case .tooManyRuns: "Give its parts names of their own."
        case .tooManyLevels(let factor, _, _): "Leave it out of the analysis with --ignore \(factor)."
        }
    }
}

/// Something that a reader of a sweep's report must know.
public struct SweepNote: Hashable, Sendable, Encodable {
    /// The kinds of note.
    public enum Code: String, Hashable, Sendable, Encodable, CaseIterable {
        /// Results without a number.
        case failures
        /// Attempts died before a line's result was measured.
        case died
        /// Results with a number of which no effect speaks, because others of the same settings have none.
        case unspoken
        /// CPU and memory were recorded, not enforced.
        case notEnforced = "not_enforced"
        /// Some settings were measured once: intervals come from other settings.
        case noRepeats = "no_repeats"
        /// Runs have too few frames for an interval of their own.
        case fewSamples = "few_samples"
        /// Sizes differ on purpose.
        case differentSizes = "different_sizes"
        /// Runs do not know their clocks' error.
        case clockUnknown = "clock_unknown"
        /// Runs were made on several machines.
        case machines
        /// Runs were made with several versions of the lab.
        case versions
        /// More interactions than are told.
        case tooManyInteractions = "too_many_interactions"
        /// Nothing varies.
        case noFactors = "no_factors"
        /// A person said which settings to ignore.
        case ignored
    }

    /// What kind.
    public let code: Code
    /// What is the matter, as a sentence.
    public let text: String
}
