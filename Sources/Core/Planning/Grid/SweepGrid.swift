/// A grid of settings: every combination of its factors' values is a run, so and so often.
public struct SweepGrid: Hashable, Sendable {
    /// The most repeats.
    public static let repeatLimit = 10_000
    /// What names begin with unless told otherwise.
    public static let usualPrefix = "task"
    /// The longest beginning of a name, so that a number still fits behind it.
    static let prefixLimit = InputsColumn.nameLimit - 8

    /// What varies: picture size, frame rate, CPU and memory, then options in the order they were given.
    public let factors: [SweepFactor]
    /// How often each combination is measured, at least once.
    public let repeats: Int
    /// In which order.
    public let order: SweepOrder
    /// What names begin with: `task` names `task_0`, `task_1` and so on.
    public let prefix: String

    /// Makes a grid.
    ///
    /// - Parameters:
    ///   - factors: what varies; picture size, frame rate and CPU with memory have the first live lab's values where
    ///     they are not among them.
    ///   - repeats: how often each combination is measured, from 1 to ``repeatLimit``.
    ///   - order: in which order.
    ///   - prefix: what names begin with, up to 92 letters, digits, dots, hyphens and underscores.
    /// - Throws: ``PlanningError`` where a value cannot be its factor's, or the grid has more than
    ///   ``InputsFile/lineLimit`` runs.
    public init(
        factors: [SweepFactor] = [],
        repeats: Int = 1,
        order: SweepOrder = .listed,
        prefix: String = usualPrefix
    ) throws(PlanningError) {
        self.factors = Self.completed(factors)
        self.repeats = repeats
        self.order = order
        self.prefix = prefix
        try checkFactors()
        guard (1...Self.repeatLimit).contains(repeats) else {
            throw .badRepeats(repeats, limit: Self.repeatLimit)
        }
        guard prefix.utf8.count <= Self.prefixLimit, InputsColumn.name.accepts(prefix) else {
            throw .badPrefix(prefix, limit: Self.prefixLimit)
        }
        guard let runs = runCount else { throw .tooManyRuns(limit: InputsFile.lineLimit) }
        guard runs * longestLine <= InputsFile.byteLimit else { throw .tooManyBytes(limit: InputsFile.byteLimit) }
        guard order != .interleaved || providers.count > 1 else { throw .nothingToInterleave }
    }

    /// How many runs each repeat has.
    public var settingCount: Int {
        factors.reduce(1) { $0 * $1.levels.count }
    }

    /// The providers under test; empty where the grid names none.
    public var providers: [String] {
        factors.first { $0.kind == .option(.provider) }?.levels.map(\.text) ?? []
    }

    /// The grid in one line, such as `60 runs: image_size 4 x fps 3 x cpu_memory 5`.
    public var description: String {
        let runs = settingCount * repeats
        let varied = factors.filter { $0.levels.count > 1 }.map { "\($0.kind.name) \($0.levels.count)" }
        let parts = varied + (repeats > 1 ? ["repeats \(repeats)"] : [])
        let count = runs == 1 ? "1 run" : "\(runs) runs"
        return parts.isEmpty ? count : "\(count): \(parts.joined(separator: " x "))"
    }

    /// All runs, where they are no more than an inputs file holds.
    private var runCount: Int? {
        var count = repeats
        for factor in factors {
            let (product, isTooMany) = count.multipliedReportingOverflow(by: factor.levels.count)
            guard !isTooMany, product <= InputsFile.lineLimit else { return nil }
            count = product
        }
        return count
    }

    /// A bound on a line's bytes: its name, and each factor's name and longest value with what separates them.
    private var longestLine: Int {
        factors.reduce(InputsColumn.nameLimit) { sum, factor in
            sum + factor.kind.name.utf8.count + 2 + (factor.levels.map(\.text.utf8.count).max() ?? 0)
        }
    }

    private func checkFactors() throws(PlanningError) {
        for (index, factor) in factors.enumerated() {
            let name = factor.kind.name
            guard !factors[..<index].contains(where: { $0.kind == factor.kind }) else { throw .factorTwice(name) }
            guard !factor.levels.isEmpty else { throw .noLevels(name) }
            guard factor.levels.count <= InputsFile.lineLimit else { throw .tooManyRuns(limit: InputsFile.lineLimit) }
            var seen: Set<String> = []
            for level in factor.levels {
                guard factor.kind.accepts(level.text) else {
                    throw .badLevel(PlanningError.shown(level.text), name, factor.kind.expected, level.place)
                }
                guard seen.insert(level.text).inserted else { throw .levelTwice(level.text, name, level.place) }
            }
        }
        guard factors.count <= InputsFile.optionLimit else { throw .tooManyFactors(limit: InputsFile.optionLimit) }
    }

    /// The columns' factors first, those that were not given with the first live lab's values.
    private static func completed(_ given: [SweepFactor]) -> [SweepFactor] {
        let usual: [SweepFactor] = [
            factor(.imageSize, ["0", "1", "2", "3"]),
            factor(.framesPerSecond, ["15", "25", "30"]),
            factor(.cpuMemory, ["512:1", "512:2", "1024:2", "1024:3", "2048:4"]),
        ]
        let columns = usual.flatMap { factor in
            let own = given.filter { $0.kind == factor.kind }
            return own.isEmpty ? [factor] : own
        }
        return columns + given.filter { factor in !usual.contains { $0.kind == factor.kind } }
    }

    private static func factor(_ kind: SweepFactor.Kind, _ levels: [String]) -> SweepFactor {
        SweepFactor(kind, levels: levels.map { SweepLevel($0, place: "the default grid") })
    }
}
