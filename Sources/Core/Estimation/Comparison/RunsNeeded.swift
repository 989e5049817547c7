import Foundation

/// How many runs a side would show a difference four times in five.
struct RunsNeeded {
    /// Above this many runs nobody measures.
    static let limit = 1_000
    /// The 80 % quantile of the normal distribution.
    private static let power = 0.841_621

    /// From 4 to ``limit``; nil where more are needed.
    let runs: Int?

    /// - Parameters:
    ///   - difference: Above 0: what is left of it behind the clocks' bounds.
    ///   - variance: The sum of both sets' variances between runs.
    init(difference: Double, variance: Double) {
        runs = (BetweenRuns.neededRuns...Self.limit).first { runs in
            let student = LineFit.studentQuantile(2 * runs - 2)
            let reach = student * (1 + Self.power / LineFit.normalQuantile)
            return difference > 0 && reach * (variance / Double(runs)).squareRoot() <= difference
        }
    }

    /// A difference worth showing: a tenth of a number, rounded to 1, 2 or 5 times a power of ten.
    static func worthShowing(of value: Double) -> Double? {
        let tenth = abs(value) / 10
        guard tenth > 1e-9, tenth < 1e12 else { return nil }
        let scale = pow(10, log10(tenth).rounded(.down))
        return [1.0, 2, 5, 10].map { $0 * scale }.min { abs($0 - tenth) < abs($1 - tenth) }
    }
}
