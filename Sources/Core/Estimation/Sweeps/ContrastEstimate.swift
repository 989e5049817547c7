/// A weighted sum of runs' numbers with its standard error, from how measurements of the same settings, or the same
/// difference at other settings, differ from each other.
struct ContrastEstimate {
    /// One run's part of the sum.
    struct Term {
        /// Runs measured at the same time share it: they are one measurement.
        var measurement: String
        /// Which settings the run had.
        var cell: Int
        /// Which difference it is part of: runs whose other settings are equal.
        var block: Int
        /// What its number is multiplied by; the blocks' parts of the sum are equal.
        var weight: Double
        var value: Double
        /// How far its clocks may put the number off, in milliseconds; nil where nobody knows.
        var clockBoundMs: Double?
    }

    /// The fewest measurements, or settings, that say anything about other runs.
    static let needed = Double(BetweenRuns.neededRuns)

    /// The sum.
    let value: Double
    /// Its standard error with degrees of freedom, and where they are from; nil where there is too little.
    let spread: Spread?
    /// How far the clocks may put the sum off, in milliseconds; nil where a bound is not known.
    let clockBoundMs: Double?

    struct Spread {
        var error: Double
        var freedom: Double
        var basis: SweepEffect.Basis

        /// How far the interval reaches to each side that leaves out this share.
        func reach(leaving share: Double) -> Double {
            error > 0 ? error * StudentDistribution(freedom: freedom).distance(leaving: share) : 0
        }
    }

    init(_ terms: [Term]) {
        value = terms.reduce(0) { $0 + $1.weight * $1.value }
        var shared: [String: [Term]] = [:]
        for term in terms {
            shared[term.measurement, default: []].append(term)
        }
        let measurements = shared.sorted { $0.key < $1.key }.map(\.value)
        spread = Self.repeated(measurements) ?? Self.acrossSettings(terms, measurements)
        clockBoundMs = Self.clocks(measurements)
    }

    /// From repeats: measurements with runs of the same settings differ only by chance.
    ///
    /// Each kind of measurement adds m / (m − 1) · Σ (u − mean u)², u being a measurement's part of the sum; degrees of
    /// freedom by Welch (1947) and Satterthwaite (1946). Nil where some settings were measured once.
    private static func repeated(_ measurements: [[Term]]) -> Spread? {
        guard enoughASide(measurements) else { return nil }
        var kinds: [[Int]: [Double]] = [:]
        for runs in measurements {
            kinds[runs.map(\.cell).sorted(), default: []].append(runs.reduce(0) { $0 + $1.weight * $1.value })
        }
        guard kinds.values.allSatisfy({ $0.count > 1 }) else { return nil }
        var (variance, squares, most) = (0.0, 0.0, 0.0)
        // In a fixed order, so that the same runs give the same digits.
        for (_, parts) in kinds.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let (count, deviation) = (Double(parts.count), Moments.standardDeviation(parts) ?? 0)
            let part = count * deviation * deviation
            variance += part
            squares += part * part / (count - 1)
            most += count - 1
        }
        guard most >= needed - 1 else { return nil }
        let freedom = squares > 0 ? variance * variance / squares : most
        return Spread(error: variance.squareRoot(), freedom: freedom, basis: .repeats)
    }

    private static func enoughASide(_ measurements: [[Term]]) -> Bool {
        let plus = measurements.count { $0.contains { $0.weight > 0 } }
        let minus = measurements.count { $0.contains { $0.weight < 0 } }
        return Double(min(plus, minus)) >= needed
    }

    /// From other settings: each block shows the difference anew.
    ///
    /// What the blocks disagree by holds both chance and what the difference itself depends on. Blocks with runs of one
    /// measurement count as one.
    private static func acrossSettings(_ terms: [Term], _ measurements: [[Term]]) -> Spread? {
        var joined = JoinedBlocks()
        for runs in measurements {
            joined.join(runs.map(\.block))
        }
        var sums: [Int: Double] = [:]
        var blocks: [Int: Set<Int>] = [:]
        for term in terms {
            let root = joined.root(term.block)
            sums[root, default: 0] += term.weight * term.value
            blocks[root, default: []].insert(term.block)
        }
        let count = Double(blocks.values.reduce(0) { $0 + $1.count })
        let total = sums.values.sorted().reduce(0, +)
        let shares = blocks.mapValues { Double($0.count) / count }
        let effective = 1 / shares.values.sorted().reduce(0) { $0 + $1 * $1 }
        // A little below the whole number is the computer's rounding.
        guard effective > needed - 1e-9 else { return nil }
        let squares = sums.map { root, sum in
            let distance = sum - (shares[root] ?? 0) * total
            return distance * distance
        }
        let variance = squares.sorted().reduce(0, +) * effective / (effective - 1)
        return Spread(error: variance.squareRoot(), freedom: effective - 1, basis: .settings)
    }

    /// One measurement's runs share their fit of the clocks: what of its error is in both sides cancels.
    private static func clocks(_ measurements: [[Term]]) -> Double? {
        var sum = 0.0
        for runs in measurements {
            var (bound, weight) = (0.0, 0.0)
            for run in runs {
                guard let own = run.clockBoundMs else { return nil }
                bound = max(bound, own)
                weight += run.weight
            }
            sum += bound * abs(weight)
        }
        // Equal and opposite weights leave the rounding of their sum.
        return sum < 1e-12 ? 0 : sum
    }
}

/// Which blocks share a measurement, directly or through others.
private struct JoinedBlocks {
    private var parents: [Int: Int] = [:]

    func root(_ block: Int) -> Int {
        var root = block
        while let parent = parents[root], parent != root {
            root = parent
        }
        return root
    }

    mutating func join(_ blocks: [Int]) {
        guard let first = blocks.first else { return }
        for block in blocks.dropFirst() {
            let (one, other) = (root(first), root(block))
            // The lower one stays on top, whatever the order.
            parents[max(one, other)] = min(one, other)
        }
    }
}
