import LabModel

/// A weighted sum over cells before it is known how many others are asked with it.
struct RawEffect {
    /// Cells of which one side is subtracted from the other, at the same other settings.
    struct Block {
        var plus: [FigureView.Cell]
        var minus: [FigureView.Cell]
    }

    /// Whether runs of a level that would be better have no number.
    struct Incomplete {
        /// Where the sum is below zero.
        var below = false
        /// Where it is above.
        var above = false
    }

    private let estimate: ContrastEstimate?
    private let isPlusOpen: Bool
    private let isMinusOpen: Bool
    private let refusal: SweepEffect.Reason?
    private let settings: Int
    private let runs: Int
    private let incomplete: Incomplete

    /// - Parameters:
    ///   - blocks: At each combination of the other settings the cells of both sides, as many a side.
    ///   - refusal: Why nothing may be said, where that is so.
    ///   - incomplete: On which side runs are missing.
    init(_ blocks: [Block], refusal: SweepEffect.Reason?, incomplete: Incomplete) {
        self.incomplete = incomplete
        settings = blocks.count
        let cells = blocks.flatMap { $0.plus + $0.minus }
        runs = cells.reduce(0) { $0 + $1.runs.count }
        isPlusOpen = blocks.contains { $0.plus.contains { $0.runs.contains(where: \.isLowerBound) } }
        isMinusOpen = blocks.contains { $0.minus.contains { $0.runs.contains(where: \.isLowerBound) } }
        self.refusal =
            blocks.isEmpty ? .noSharedSettings : refusal ?? (isPlusOpen && isMinusOpen ? .lowerBound : nil)
        estimate = self.refusal == nil ? ContrastEstimate(Self.terms(blocks)) : nil
    }

    private static func terms(_ blocks: [Block]) -> [ContrastEstimate.Term] {
        var terms: [ContrastEstimate.Term] = []
        var cellCount = 0
        for (number, block) in blocks.enumerated() {
            for (cells, sign) in [(block.plus, 1.0), (block.minus, -1.0)] {
                for cell in cells {
                    let weight = sign / Double(blocks.count * cell.runs.count)
                    terms += cell.runs.map { run in
                        ContrastEstimate.Term(
                            measurement: run.measurement,
                            cell: cellCount,
                            block: number,
                            weight: weight,
                            value: run.value,
                            clockBoundMs: run.clockBoundMs
                        )
                    }
                    cellCount += 1
                }
            }
        }
        return terms
    }

    /// Whether it has an interval, and so a part in how many are asked at once.
    var isAsked: Bool {
        estimate?.spread != nil && estimate?.clockBoundMs != nil
    }

    /// What can be said when so many effects are asked at once: a verdict holds for all of them together (Bonferroni).
    func effect(among asked: Int) -> SweepEffect {
        guard let estimate else {
            return SweepEffect(unknown: refusal ?? .fewRuns, settings: settings, runs: runs)
        }
        var effect = SweepEffect(unknown: .fewRuns, settings: settings, runs: runs)
        effect.value = estimate.value
        effect.bound = isPlusOpen ? .atLeast : isMinusOpen ? .atMost : nil
        effect.clockBoundMs = estimate.clockBoundMs
        guard let clock = estimate.clockBoundMs else {
            effect.reason = .clockUnknown
            return effect
        }
        guard let spread = estimate.spread else { return effect }
        effect.basis = spread.basis
        let reach = spread.reach(leaving: 0.05) + clock
        // What is known only from below leaves the end on its side open.
        effect.low = isMinusOpen ? nil : estimate.value - reach
        effect.high = isPlusOpen ? nil : estimate.value + reach
        let strict = spread.reach(leaving: 0.05 / Double(max(1, asked))) + clock
        effect.jointReach = strict
        let isHigher = !isMinusOpen && estimate.value - strict > 0
        let isLower = !isPlusOpen && estimate.value + strict < 0
        let isHidden = isHigher && incomplete.above || isLower && incomplete.below
        effect.reason = isHidden ? .incomplete : nil
        effect.verdict = isHidden ? .unknown : isHigher ? .higher : isLower ? .lower : .notShown
        return effect
    }
}
