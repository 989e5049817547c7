public import LabModel

/// The best settings that a budget allows, for each size of picture by itself: fewer pixels are fewer bytes.
public struct SweepBudgets: Hashable, Sendable, Codable {
    /// What a setting costs.
    public enum Basis: String, Hashable, Sendable, Codable {
        /// An hour of the streamer's task, by the prices given.
        case taskPrice = "task_price"
        /// The cores that the streamer used on average, in the run of the settings that used most.
        case streamerCores = "streamer_cores"
    }

    /// The best settings from a budget on, up to the next one.
    public struct Choice: Hashable, Sendable, Codable {
        /// The received size; nil where it is not known.
        @OrNull public var size: String?
        /// What they cost: with less they cannot be had.
        public let cost: Double
        /// The levels of all factors.
        public let settings: [String: String]
        /// The mean of their runs.
        public let value: Double
        /// How many runs that is of.
        public let runs: Int
        /// How many other settings of this size cost no more.
        public let others: Int
        /// How many of those are not shown to be worse, all asked at once; all of them with fewer than 4 measurements.
        public let notToldApart: Int

        private enum CodingKeys: String, CodingKey {
            case size, cost, settings, value, runs, others
            case notToldApart = "not_told_apart"
        }
    }

    /// By which number, as its path; less is better.
    public let figure: String
    /// What a setting costs.
    public let basis: Basis
    /// The unit of costs, such as `USD/h` or `cores`.
    public let unit: String
    /// By size, the least cost first; each one's number is better than that of the one before.
    public let choices: [Choice]
}

extension SweepBudgets {
    private struct Candidate {
        var cell: FigureView.Cell
        var cost: Double
    }

    /// - Returns: Nil where the number is no delay, or no settings with a number tell what they cost.
    init?(_ view: FigureView, prices: TaskPrices?) {
        guard view.path.isDelay else { return nil }
        let cells = view.cells.filter(\.canBeBest)
        let currency = Self.currency(of: cells.flatMap(\.runs), prices)
        let candidates = cells.compactMap { cell in
            Self.cost(of: cell, isPriced: currency != nil, prices).map { Candidate(cell: cell, cost: $0) }
        }
        guard !candidates.isEmpty else { return nil }
        figure = view.path.description
        basis = currency == nil ? .streamerCores : .taskPrice
        unit = currency.map { "\($0)/h" } ?? "cores"
        let bySize = Dictionary(grouping: candidates) { $0.cell.size }
        choices =
            bySize
            .sorted { ($0.key?.pixels ?? 0, $0.key?.width ?? 0) < ($1.key?.pixels ?? 0, $1.key?.width ?? 0) }
            .flatMap { Self.choices(among: $0.value, view) }
    }

    /// In which all settings can be priced, by the prices given, else by those that the runs recorded; nil where some of them
    /// cannot, or not in one currency.
    private static func currency(of runs: [FigureView.Run], _ prices: TaskPrices?) -> String? {
        let currencies = runs.map { run in
            run.task == nil || run.isUnenforced ? nil : (prices ?? run.taskPrices)?.currency
        }
        guard let first = currencies.first, let first, currencies.allSatisfy({ $0 == first }) else { return nil }
        return first
    }

    private static func cost(of cell: FigureView.Cell, isPriced: Bool, _ prices: TaskPrices?) -> Double? {
        let costs = cell.runs.compactMap { run in
            guard isPriced else { return run.cpuCores }
            return run.task.flatMap { (prices ?? run.taskPrices)?.perHour(cpu: $0.cpu, memory: $0.memory) }
        }
        return costs.count == cell.runs.count ? costs.max() : nil
    }

    /// Those better than all that cost no more.
    private static func choices(among candidates: [Candidate], _ view: FigureView) -> [Choice] {
        let sorted = candidates.sorted { ($0.cost, $0.cell.mean) < ($1.cost, $1.cell.mean) }
        var best = Double.infinity
        var choices: [Choice] = []
        for candidate in sorted where candidate.cell.mean < best {
            best = candidate.cell.mean
            let others = sorted.filter { $0.cost <= candidate.cost && $0.cell.levels != candidate.cell.levels }
            let names = zip(view.factors, candidate.cell.levels).map { ($0.name, $0.levels[$1]) }
            var choice = Choice(
                cost: candidate.cost,
                settings: Dictionary(uniqueKeysWithValues: names),
                value: best,
                runs: candidate.cell.runs.count,
                others: others.count,
                notToldApart: others.count { !isWorse($0.cell, than: candidate.cell, among: others.count) }
            )
            choice.size = candidate.cell.size?.description
            choices.append(choice)
        }
        return choices
    }

    /// Whether it is shown, in other runs too, that settings are worse.
    private static func isWorse(_ cell: FigureView.Cell, than best: FigureView.Cell, among asked: Int) -> Bool {
        guard min(cell.runs.count, best.runs.count) >= BetweenRuns.neededRuns else { return false }
        let block = RawEffect.Block(plus: [cell], minus: [best])
        return RawEffect([block], refusal: nil, incomplete: .init()).effect(among: asked).verdict == .higher
    }
}

extension FigureView.Cell {
    /// Whether its mean is known on both sides: no bound from below, no run that died, no clock without a bound.
    fileprivate var canBeBest: Bool {
        hasNumber && died == 0 && runs.allSatisfy { !$0.isLowerBound && $0.clockBoundMs != nil }
    }
}

extension PixelSize {
    fileprivate var pixels: Int { width * height }
}
