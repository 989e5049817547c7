import Comparing
import Estimation
import LabModel
import RunStore

/// Which two sets of runs somebody wants compared.
struct CompareWish: Sendable {
    private let first: RunChoice
    private let second: RunChoice
    private let names: [String]
    private let options: ComparisonOptions

    /// - Throws: ``LabServerError/badParameter(_:value:expected:)``, or `ComparisonError` for a figure that is none.
    init(_ reader: ParameterReader) throws {
        let sets = try ["a", "b"].map { letter in
            var choice = RunChoice()
            choice.names = try reader.texts(letter, upTo: 1_000, count: 1)
            choice.providers = try reader.texts("provider_" + letter, upTo: 200, count: 1)
            guard !choice.names.isEmpty || !choice.providers.isEmpty else {
                throw LabServerError.badParameter(letter, value: "", expected: "a set of runs")
            }
            return choice
        }
        (first, second) = (sets[0], sets[1])
        names = sets.map { ($0.names + $0.providers).joined(separator: " of ") }
        var options = ComparisonOptions()
        options.path = try reader.text("figure", upTo: 200).map { try FigurePath($0) }
        options.allowsDifferentSizes = try reader.flag("mixed") ?? false
        options.areProvidersNamed = !first.providers.isEmpty
        self.options = options
    }

    /// Compares them.
    /// - Throws: why they cannot be compared, or what keeps the store.
    func comparison(in store: RunStore) throws -> Comparison {
        let sets = try zip([first, second], names).map { choice, name in
            try ReportSource(store).set(named: name, choice.completeRuns(in: store))
        }
        return try Comparison(sets[0], sets[1], options: options)
    }
}
