import LabModel

/// `outliers`: a few frame delays lie far from all others.
enum Outliers: WarningRule {
    private static let deviations = 15.0
    private static let largestShare = 0.05

    static func warning(_ run: MeasuredRun, _ summary: Summary) -> RunWarning? {
        let delays = run.frameDelays
        guard let median = summary.frameDelayMs?.p50, let largest = summary.frameDelayMs?.max else { return nil }
        let distances = distances(of: delays, from: median)
        guard let usual = Percentile.of(sorted: distances, 0.5) else { return nil }
        let limit = max(deviations * usual, run.period?.milliseconds ?? 0, 1)
        let count = distances.count - distances.firstIndex(fromSorted: { $0 > limit })
        guard count > 0, Double(count) <= largestShare * Double(delays.count) else { return nil }
        return RunWarning(
            code: .outliers,
            text: "\(count) of \(Figures.count(delays.count, "frame delay")) lie more than "
                + "\(Figures.milliseconds(limit)) from the median; the largest is \(Figures.milliseconds(largest)).",
            remedy: "Look at the delay over time, quieten both machines, and repeat the run."
        )
    }

    /// How far ascending values lie from one of their middle, ascending: merged from both sides of it.
    static func distances(of values: [Double], from middle: Double) -> [Double] {
        var upper = values.firstIndex(fromSorted: { $0 >= middle })
        var lower = upper - 1
        var distances: [Double] = []
        distances.reserveCapacity(values.count)
        while lower >= 0 || upper < values.count {
            let above = upper < values.count ? values[upper] - middle : .infinity
            let below = lower >= 0 ? middle - values[lower] : .infinity
            distances.append(min(above, below))
            if below < above {
                lower -= 1
            } else {
                upper += 1
            }
        }
        return distances
    }
}
