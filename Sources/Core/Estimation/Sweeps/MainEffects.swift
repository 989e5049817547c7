/// What one factor does, before it is known how many effects are asked at once.
struct MainEffects {
    /// The place of the level with which others are compared.
    let baseline: Int
    private let view: FigureView
    private let place: Int
    private let effects: [Int: RawEffect]
    /// Combinations of the other settings, each with its cells by level.
    private let rests: [[Int: FigureView.Cell]]

    init(_ view: FigureView, factor place: Int) {
        (self.view, self.place) = (view, place)
        rests = Self.rests(view.cells) { $0.enumerated().filter { $0.offset != place }.map(\.element) }
            .map { cells in Dictionary(uniqueKeysWithValues: cells.map { ($0.levels[place], $0) }) }
        let levels = view.factors[place].levels.indices
        let counts = levels.map { level in
            view.cells.reduce(0) { $0 + ($1.levels[place] == level && $1.hasNumber ? $1.runs.count : 0) }
        }
        let baseline = levels.max { (counts[$0], -$0) < (counts[$1], -$1) } ?? 0
        self.baseline = baseline
        var effects: [Int: RawEffect] = [:]
        for level in levels where level != baseline {
            effects[level] = Self.effect(of: level, against: baseline, rests, view, place)
        }
        self.effects = effects
    }

    /// Cells that differ in some settings only, in the order of the others.
    static func rests(_ cells: [FigureView.Cell], by key: ([Int]) -> [Int]) -> [[FigureView.Cell]] {
        var rests: [[Int]: [FigureView.Cell]] = [:]
        for cell in cells {
            rests[key(cell.levels), default: []].append(cell)
        }
        return rests.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    }

    private static func effect(
        of level: Int,
        against baseline: Int,
        _ rests: [[Int: FigureView.Cell]],
        _ view: FigureView,
        _ place: Int
    ) -> RawEffect {
        let blocks = rests.compactMap { rest -> RawEffect.Block? in
            guard let one = rest[level], let other = rest[baseline], one.hasNumber, other.hasNumber else { return nil }
            return RawEffect.Block(plus: [one], minus: [other])
        }
        let name = view.factors[place].name
        let (isOneIncomplete, isOtherIncomplete) = (
            isIncomplete(view, place, level), isIncomplete(view, place, baseline)
        )
        var incomplete = RawEffect.Incomplete(below: isOneIncomplete, above: isOtherIncomplete)
        if !view.path.isDelay {
            // Which side is better nobody knows.
            incomplete = .init(below: isOneIncomplete || isOtherIncomplete, above: isOneIncomplete || isOtherIncomplete)
        }
        return RawEffect(blocks, refusal: refusal(blocks, [name], view), incomplete: incomplete)
    }

    /// Whether settings with a level have no number, or an attempt that died.
    static func isIncomplete(_ view: FigureView, _ place: Int, _ level: Int) -> Bool {
        view.failedLevels[place].contains(level)
            || view.cells.contains { $0.levels[place] == level && ($0.died > 0 || $0.leftOut > 0) }
    }

    /// Why nothing may be said: sizes that differ though size is not what is varied, or settings that were not enforced.
    static func refusal(_ blocks: [RawEffect.Block], _ names: [String], _ view: FigureView) -> SweepEffect.Reason? {
        let runs = blocks.lazy.flatMap { ($0.plus + $0.minus).flatMap(\.runs) }
        if names.contains(where: SweepFactor.enforcedOnTasks.contains), runs.contains(where: \.isUnenforced) {
            return .notEnforced
        }
        guard !view.allowsDifferentSizes, !names.contains(where: SweepFactor.sizes.contains) else { return nil }
        let differ = blocks.contains { Set(($0.plus + $0.minus).compactMap(\.size)).count > 1 }
        return differ ? .differentSizes : nil
    }

    /// How many effects have an interval.
    var asked: Int {
        effects.values.count(where: \.isAsked)
    }

    /// The factor's effects when so many are asked at once.
    func factor(among asked: Int) -> SweepFigure.Factor {
        let factor = view.factors[place]
        let known = factor.levels.indices.filter { level in
            view.cells.contains { $0.levels[place] == level && $0.hasNumber }
        }
        let common = rests.filter { rest in !known.isEmpty && known.allSatisfy { rest[$0]?.hasNumber == true } }
        return SweepFigure.Factor(
            factor: factor.name,
            baseline: factor.levels[baseline],
            settings: common.count,
            levels: factor.levels.enumerated().map { index, name in
                level(index, name, known.contains(index) ? common.compactMap { $0[index] } : [], asked)
            }
        )
    }

    private func level(_ index: Int, _ name: String, _ common: [FigureView.Cell], _ asked: Int) -> SweepFigure.Level {
        let cells = view.cells.filter { $0.levels[place] == index }
        let sum = { (part: (FigureView.Cell) -> Int) in cells.reduce(0) { $0 + part($1) } }
        var level = SweepFigure.Level(
            level: name,
            planned: sum(\.planned),
            measured: sum(\.runs.count),
            died: sum(\.died),
            withoutNumber: sum { $0.leftOut + $0.unfinished },
            isLowerBound: common.contains { $0.runs.contains(where: \.isLowerBound) }
        )
        level.mean = Moments.mean(common.map(\.mean))
        level.effect = effects[index]?.effect(among: asked)
        return level
    }
}
