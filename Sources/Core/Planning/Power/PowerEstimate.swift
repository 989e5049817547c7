import Foundation

/// How many repeats show a difference between two settings.
///
/// Both settings' runs are taken as drawn from normal distributions with one standard deviation, compared by Student's
/// t test, two-sided. With n repeats of c settings a side, each paired with its counterpart where c is above 1, the test
/// has ν = 2cn − c − 1 degrees of freedom, and finds a difference Δ with the probability that noncentral t with ν and
/// δ = Δ/σ · √(cn/2) lies beyond the central one's quantile 1 − α/2 (Cohen, *Statistical Power Analysis for the
/// Behavioral Sciences*, 2nd ed. 1988, chapter 2; for c = 1 the same as R's `power.t.test` with `strict = TRUE`).
public struct PowerEstimate: Hashable, Sendable {
    /// The most repeats that are looked for.
    public static let repeatLimit = SweepGrid.repeatLimit
    /// The fewest runs a side from which `glasslab compare` speaks of other runs than these.
    public static let comparableRuns = 4

    /// What is asked.
    public struct Question: Hashable, Sendable {
        /// The difference to be shown, above 0, in any unit, such as ms.
        public var difference: Double
        /// The standard deviation between runs of the same settings, above 0, in the same unit.
        public var deviation: Double
        /// How often a difference may be shown where there is none, from 0.0001 to 0.5.
        public var alpha: Double
        /// How often the difference has to be shown where there is one, from 0.5 to 0.999.
        public var power: Double
        /// How many settings a side are taken together, at least 1: 1 compares two single settings.
        public var settings: Int

        /// Makes a question; each argument is the property of its name.
        public init(
            difference: Double,
            deviation: Double,
            alpha: Double = 0.05,
            power: Double = 0.8,
            settings: Int = 1
        ) {
            self.difference = difference
            self.deviation = deviation
            self.alpha = alpha
            self.power = power
            self.settings = settings
        }

        /// Which of its numbers is out of range; nil where none is.
        public var problem: PlanningError? {
            func isAbove0(_ value: Double) -> Bool { value > 1e-9 && value < 1e12 }
            if !isAbove0(difference) { return .badQuestion("difference", difference, "above 0") }
            if !isAbove0(deviation) { return .badQuestion("standard deviation", deviation, "above 0") }
            if !(0.0001...0.5).contains(alpha) { return .badQuestion("alpha", alpha, "from 0.0001 to 0.5") }
            if !(0.5...0.999).contains(power) { return .badQuestion("power", power, "from 0.5 to 0.999") }
            return nil
        }
    }

    /// What was asked.
    public let question: Question
    /// The fewest repeats with which the difference is shown as often as asked, and with which each side has
    /// ``comparableRuns`` runs; nil above ``repeatLimit``.
    public let repeats: Int?

    /// Looks for the fewest repeats.
    /// - Throws: ``PlanningError/badQuestion(_:_:_:)``.
    public init(_ question: Question) throws(PlanningError) {
        if let problem = question.problem { throw problem }
        self.question = question
        let settings = max(1, question.settings)
        let fewest = (Self.comparableRuns + settings - 1) / settings
        repeats = Self.least(from: fewest, to: Self.repeatLimit) { repeats in
            Self.chance(question, repeats: repeats) >= question.power
        }
    }

    /// How often so many repeats show the difference.
    /// - Parameters:
    ///   - question: its power is not looked at; its other numbers are in range.
    ///   - repeats: of each setting, at least 1.
    /// - Returns: from 0 to 1; 0 where there are too few for any test.
    public static func chance(_ question: Question, repeats: Int) -> Double {
        let runs = max(1, question.settings) * repeats
        let freedom = 2 * runs - max(1, question.settings) - 1
        guard freedom >= 1 else { return 0 }
        let student = StudentTest(freedom: freedom)
        let effect = question.difference / question.deviation * (Double(runs) / 2).squareRoot()
        return student.chance(beyond: student.quantile(alpha: question.alpha), effect: effect)
    }

    /// The least number that holds, of numbers that all hold above it.
    private static func least(from first: Int, to last: Int, where holds: (Int) -> Bool) -> Int? {
        guard holds(last) else { return nil }
        var (low, high) = (first, last)
        while low < high {
            let middle = low + (high - low) / 2
            (low, high) = holds(middle) ? (low, middle) : (middle + 1, high)
        }
        return low
    }
}
