import LabModel
import Testing

@testable import Estimation

/// Runs that look like many and are one measurement, and means over different providers.
@Suite struct ProviderNotesTests {
    private typealias Edit = (inout Summary) -> Void

    private func of(_ provider: String, group: String? = nil) -> Edit {
        { summary in
            summary.run.provider = provider
            summary.run.settings[RunManifest.group] = group.map { .text($0) }
        }
    }

    /// The providers of one measurement, one run each.
    private func ways(_ name: String, around mean: Double, _ providers: [String]) -> RunSet {
        let runs = providers.enumerated().map { index, provider in
            PlannedRuns.run(mean + Double(index), number: index + 1, edit: of(provider, group: name))
        }
        return RunSet(name: name, runs: runs)
    }

    private func compare(_ first: RunSet, _ second: RunSet, named: Bool = false) throws -> Comparison {
        var options = ComparisonOptions()
        options.areProvidersNamed = named
        options.gates = [try Gate("signal_delay_ms.p95<=900")]
        return try Comparison(first, second, options: options)
    }

    @Test func providersOfOneMeasurementAreNotFourRuns() throws {
        let base = PlannedRuns.set("base", around: 200, count: 4, edit: of("direct"))
        let found = try compare(base, ways("ways", around: 100, ["direct", "mp4", "hls", "ll-hls"]))
        #expect(found.verdict == .withinRuns && found.difference?.scope == .withinRuns)
        #expect(
            found.sentence.hasSuffix(
                "within these runs only: 4 runs each. One provider a side, 4 or more measurements each, could say whether "
                    + "that holds."
            )
        )
        #expect(
            found.notes.map(\.text) == [
                "B mixes runs of 4 providers (direct, hls, ll-hls, mp4), and their mean is none's: --provider takes "
                    + "those of one.",
                "B's 4 runs come from 1 measurement: those measured at the same time saw the same stream, and count as "
                    + "one.",
            ]
        )
        #expect(found.gates.map(\.verdict) == [.inconclusive])
        #expect(found.gates[0].text.hasSuffix("; runs of different providers say nothing about other runs of one."))
    }

    @Test func aMeanOfDifferentProvidersIsNobodysHoweverManyRuns() throws {
        var mixed = PlannedRuns.set("mixed", around: 100, count: 8, edit: of("direct"))
        mixed.runs[5].run.provider = "mp4"
        let found = try compare(mixed, PlannedRuns.set("b", around: 300, count: 8, edit: of("direct")), named: true)
        #expect(found.verdict == .withinRuns)
        #expect(found.notes.map(\.code) == [.mixedProviders])
    }

    @Test func runsOfOneMeasurementCountAsOneWhereTheirProviderIsTheSameToo() throws {
        let same = PlannedRuns.set("same", around: 100, count: 6, edit: of("direct", group: "g"))
        let found = try compare(PlannedRuns.set("b", around: 300, count: 6, edit: of("direct")), same, named: true)
        #expect(found.verdict == .withinRuns)
        #expect(found.notes.map(\.code) == [.sameMeasurement])
        #expect(
            found.sentence.hasSuffix("4 or more of each, measured one after the other, could say whether that holds.")
        )
        #expect(found.gates[0].text.hasSuffix("; runs of the same measurement say nothing about other runs."))
    }

    @Test func oneProviderOfSeveralMeasurementsIsManyRuns() throws {
        let sets = [("direct", 100.0), ("mp4", 300.0)].map { provider, mean in
            RunSet(
                name: provider,
                runs: (1...4).map {
                    PlannedRuns.run(mean + Double($0), number: $0, edit: of(provider, group: "g\($0)"))
                }
            )
        }
        let found = try compare(sets[0], sets[1], named: true)
        #expect(found.verdict == .firstLower && found.notes.isEmpty)
        #expect(found.gates.map(\.verdict) == [.passed])
    }

    @Test func whoseRunsTheyAreIsSaidWhereNobodyChose() throws {
        let monday = ways("monday", around: 100, ["mp4"])
        let tuesday = ways("tuesday", around: 90, ["mp4"])
        let note = "A is of provider mp4, B of mp4: --provider chooses whose runs are taken."
        #expect(try compare(monday, tuesday).notes.map(\.text).contains(note))
        #expect(try !compare(monday, tuesday, named: true).notes.map(\.code).contains(.providers))
        let (direct, cloud) = (
            PlannedRuns.set("a", around: 100, count: 4, edit: of("direct")),
            PlannedRuns.set("b", around: 300, count: 4, edit: of("cloud"))
        )
        #expect(
            try compare(direct, cloud).notes.map(\.text)
                == ["A is of provider direct, B of cloud: --provider chooses whose runs are taken."]
        )
        #expect(try compare(direct, PlannedRuns.set("c", around: 300, count: 4, edit: of("direct"))).notes.isEmpty)
    }

    @Test func manyProvidersAreNotAllListed() throws {
        let found = try compare(
            ways("a", around: 100, (1...9).map { "p\($0)" }),
            PlannedRuns.set("b", around: 300, count: 4)
        )
        #expect(found.notes.contains { $0.text.contains("(p1, p2, p3, p4, p5, p6, p7, p8, …)") })
    }
}
