import ArgumentParser
import LabCommand
import LabModel
import Planning

/// Which difference a sweep is to show.
struct PowerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The difference of delays to be shown, such as 5ms.", valueName: "length"))
    var difference: String?

    @Option(
        help: ArgumentHelp(
            "The standard deviation of that delay between runs of the same settings, such as 2ms.",
            valueName: "length"
        )
    )
    var betweenRuns: String?

    @Option(help: ArgumentHelp("How often a difference may be shown where there is none."))
    var alpha = 0.05

    @Option(help: ArgumentHelp("How often it has to be shown where there is one."))
    var power = 0.8

    func validate() throws {
        guard (difference == nil) == (betweenRuns == nil) else {
            throw ValidationError("--difference and --between-runs go together.")
        }
    }

    /// What is asked, in ms; nil where nothing is.
    /// - Throws: ``CommandError/badValue(_:source:expected:)``.
    func question() throws(CommandError) -> PowerEstimate.Question? {
        guard let difference, let betweenRuns else { return nil }
        return PowerEstimate.Question(
            difference: try Self.milliseconds(difference, "--difference"),
            deviation: try Self.milliseconds(betweenRuns, "--between-runs"),
            alpha: alpha,
            power: power
        )
    }

    /// A length of time with its unit: a bare number would be seconds, and nobody means those here.
    private static func milliseconds(_ text: String, _ option: String) throws(CommandError) -> Double {
        guard text.last?.isLetter == true, let length = Latency(text), length > .zero else {
            throw .badValue(text, source: option, expected: "a length of time with its unit, such as 5ms or 0.5ms")
        }
        return length.milliseconds
    }
}
