import Planning

/// The power estimate for people.
enum SweepPowerText {
    /// A line with the question and a line a comparison, without the last line's end.
    static func render(_ power: SweepPower, repeats: Int) -> String {
        let question = power.question
        let (difference, deviation) = (milliseconds(question.difference), milliseconds(question.deviation))
        let start = """
            To show a difference of \(difference) in \(percent(question.power)) of sweeps, where runs of the same \
            settings differ by \(deviation) (standard deviation; alpha \(question.alpha)):
            """
        return ([start] + power.rows.map { line($0, repeats: repeats) }).joined(separator: "\n")
    }

    private static func line(_ row: SweepPower.Row, repeats: Int) -> String {
        let needed = row.repeats.map(times) ?? "more than \(times(PowerEstimate.repeatLimit))"
        let sides = row.settings == 1 ? "1 setting" : "\(row.settings) settings"
        let compared = row.factor.map { "two values of \($0), \(sides) a side" } ?? "two single settings"
        let chance =
            row.chance.map { "shown in \(percent($0))" }
            ?? "fewer than \(PowerEstimate.comparableRuns) runs a side, which speak of themselves only"
        return "  \(needed) between \(compared) (with \(repeats): \(chance))"
    }

    private static func times(_ count: Int) -> String {
        count == 1 ? "1 repeat" : "\(count) repeats"
    }

    private static func milliseconds(_ value: Double) -> String {
        value == value.rounded() && value < 1e9 ? "\(Int(value)) ms" : "\(value) ms"
    }

    /// Never 100 % of what can fail.
    private static func percent(_ part: Double) -> String {
        let tenths = (part * 1_000 + 1e-6).rounded(.down) / 10
        return tenths == tenths.rounded() ? "\(Int(tenths)) %" : "\(tenths) %"
    }
}
