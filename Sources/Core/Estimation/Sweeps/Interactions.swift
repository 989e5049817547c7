/// What two factors do together, before it is known how many interactions are asked at once.
struct Interactions {
    private struct Raw {
        var levels: [Int]
        var effect: RawEffect
    }

    private let view: FigureView
    private let places: [Int]
    private let baselines: [Int]
    private let raw: [Raw]

    /// Of each pair of factors.
    static func all(_ view: FigureView, _ main: [MainEffects]) -> [Interactions] {
        main.indices.flatMap { first in
            main.indices.filter { $0 > first }.map { second in
                Interactions(view, [first, second], [main[first].baseline, main[second].baseline])
            }
        }
    }

    private init(_ view: FigureView, _ places: [Int], _ baselines: [Int]) {
        (self.view, self.places, self.baselines) = (view, places, baselines)
        let rests = MainEffects.rests(view.cells) { levels in
            levels.enumerated().filter { !places.contains($0.offset) }.map(\.element)
        }
        let tables = rests.map { cells in
            Dictionary(uniqueKeysWithValues: cells.map { cell in (places.map { cell.levels[$0] }, cell) })
        }
        let levels = places.map { view.factors[$0].levels.indices }
        var raw: [Raw] = []
        for one in levels[0] where one != baselines[0] {
            for other in levels[1] where other != baselines[1] {
                let effect = Self.effect(tables, [one, other], baselines, view, places)
                raw.append(Raw(levels: [one, other], effect: effect))
            }
        }
        self.raw = raw
    }

    private static func effect(
        _ tables: [[[Int]: FigureView.Cell]],
        _ levels: [Int],
        _ baselines: [Int],
        _ view: FigureView,
        _ places: [Int]
    ) -> RawEffect {
        let blocks = tables.compactMap { table -> RawEffect.Block? in
            let found = [
                levels, baselines, [levels[0], baselines[1]], [baselines[0], levels[1]],
            ].compactMap { table[$0] }.filter(\.hasNumber)
            guard found.count == 4 else { return nil }
            return RawEffect.Block(plus: Array(found[..<2]), minus: Array(found[2...]))
        }
        let names = places.map { view.factors[$0].name }
        // Settings that are missing flatter neither side: no side of an interaction is the better one.
        return RawEffect(blocks, refusal: refusal(blocks, names, view), incomplete: .init())
    }

    /// Sizes may differ along the factor that says how large the picture is, and along no other.
    private static func refusal(
        _ blocks: [RawEffect.Block],
        _ names: [String],
        _ view: FigureView
    ) -> SweepEffect.Reason? {
        // Both and the first alone differ in the second factor; the second alone and neither do too.
        let alongSecond = blocks.flatMap { block in
            [
                RawEffect.Block(plus: [block.plus[0]], minus: [block.minus[0]]),
                RawEffect.Block(plus: [block.minus[1]], minus: [block.plus[1]]),
            ]
        }
        let alongFirst = blocks.flatMap { block in
            [
                RawEffect.Block(plus: [block.plus[0]], minus: [block.minus[1]]),
                RawEffect.Block(plus: [block.minus[0]], minus: [block.plus[1]]),
            ]
        }
        return MainEffects.refusal(alongFirst, [names[0]], view) ?? MainEffects.refusal(alongSecond, [names[1]], view)
    }

    /// How many have an interval.
    var asked: Int {
        raw.count(where: \.effect.isAsked)
    }

    /// The pair when so many are asked at once.
    func pair(among asked: Int) -> SweepFigure.Pair {
        let factors = places.map { view.factors[$0] }
        return SweepFigure.Pair(
            factors: factors.map(\.name),
            baselines: zip(factors, baselines).map { $0.levels[$1] },
            interactions: raw.map { raw in
                SweepFigure.Interaction(
                    levels: zip(factors, raw.levels).map { $0.levels[$1] },
                    effect: raw.effect.effect(among: asked)
                )
            },
            map: SweepMap(view, rows: places[0], columns: places[1])
        )
    }
}
