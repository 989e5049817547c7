import Foundation
import LabModel
import Testing

@testable import Estimation

@Suite struct ComparisonTests {
    private typealias Edit = (inout Summary) -> Void

    private func compare(_ first: RunSet, _ second: RunSet, gates: [String] = []) throws -> Comparison {
        var options = ComparisonOptions()
        options.gates = try gates.map { text throws(ComparisonError) in try Gate(text) }
        return try Comparison(first, second, options: options)
    }

    @Test func theFasterOneIsNamed() throws {
        let fast = PlannedRuns.set("base", around: 200, count: 12)
        let slow = PlannedRuns.set("new", around: 241, count: 12)
        let found = try compare(fast, slow)
        #expect(found.verdict == .firstLower)
        #expect(found.sentence == "A is 41 ms faster at p95, 95 % interval 35 to 47, 12 runs each.")
        #expect(found.difference?.value == 41)
        #expect(found.reason == "All streams are continuous: compared by the 95th percentile of signal delay.")
        let turned = try compare(slow, fast)
        #expect(turned.verdict == .secondLower)
        #expect(turned.sentence == found.sentence.replacing("A is", with: "B is"))
        #expect(found.notes.isEmpty && found.exitStatus == .done)
    }

    @Test func setsAreCalledByTheirNamesWhereThatIsAsked() throws {
        let fast = PlannedRuns.set("base", around: 200, count: 12)
        let slow = PlannedRuns.set("new", around: 241, count: 12)
        var options = ComparisonOptions()
        options.callsSetsByName = true
        let found = try Comparison(fast, slow, options: options)
        #expect(found.sentence == "base is 41 ms faster than new at p95, 95 % interval 35 to 47, 12 runs each.")
        let few = try Comparison(fast, PlannedRuns.set("new", around: 241, count: 2), options: options)
        #expect(few.sentence.hasPrefix("base has 41 ms less than new at p95"))
        #expect(few.sentence.contains("12 runs of base and 2 of new"))
        #expect(few.notes.map(\.text) == ["base has 12 runs, new 2: fewer than 4 a side say nothing about other runs."])
        let none = try Comparison(fast, RunSet(name: "new", runs: []), options: options)
        #expect(none.sentence == "No comparison: new has no run that could be compared.")
        for text in [found.sentence, few.sentence, none.sentence] {
            #expect(!text.contains("A ") && !text.contains("B "))
        }
    }

    @Test func noDifferenceTellsHowManyRunsWouldShowOne() throws {
        let first = PlannedRuns.set("a", around: 200, count: 6, spread: 10)
        let second = PlannedRuns.set("b", around: 203, count: 6, spread: 10)
        let found = try compare(first, second)
        #expect(found.verdict == .noDifference)
        #expect(found.sentence.hasPrefix("No difference shown at p95: B minus A is 3.0 ms (95 % interval -"))
        #expect(found.sentence.hasSuffix("), 6 runs each; about 10 more runs of each would show 20 ms."))
        var options = ComparisonOptions()
        options.showing = 60
        let wide = try Comparison(first, second, options: options)
        #expect(wide.sentence.hasSuffix("; 60 ms would most likely have been shown."))
        options.showing = 0.01
        let narrow = try Comparison(first, second, options: options)
        #expect(narrow.sentence.hasSuffix("; more than 1000 runs of each would be needed to show 0.010 ms."))
    }

    @Test func fewRunsSpeakOnlyOfThemselves() throws {
        let first = PlannedRuns.set("a", around: 200, count: 3)
        let found = try compare(
            first,
            PlannedRuns.set("b", around: 500, count: 12),
            gates: ["signal_delay_ms.p95<=900"]
        )
        #expect(found.verdict == .withinRuns)
        #expect(!found.sentence.contains("faster"))
        #expect(
            found.sentence == "A has 300 ms less at p95, no interval, within these runs only: 3 runs of A and 12 of B. "
                + "4 or more of each could say whether that holds."
        )
        #expect(found.notes.map(\.code) == [.fewRuns])
        // Only B counts for an absolute gate.
        #expect(found.gates.map(\.verdict) == [.passed])
    }

    @Test func withinRunsTheirOwnIntervalsCount() throws {
        let known: Edit = { summary in
            let p95 = summary.signalDelayMs?.values.p95 ?? 0
            summary.signalDelayMs?.values.ci95P95 = [p95 - 3, p95 + 4]
        }
        let found = try compare(
            RunSet(name: "a", runs: [PlannedRuns.run(200, edit: known)]),
            RunSet(name: "b", runs: [PlannedRuns.run(240, edit: known)])
        )
        // 40 − √(3² + 4²) and 40 + √(4² + 3²).
        #expect(found.difference?.low == 35 && found.difference?.high == 45)
        #expect(
            found.sentence.hasPrefix(
                "A has 40 ms less at p95, 95 % interval 35 to 45, within these runs only: 1 run each."
            )
        )
    }

    @Test func clocksWidenTheInterval() throws {
        let bound: Edit = { summary in
            summary.clock.method = .http
            summary.clock.errorBoundMs = 2
            summary.clock.errorBoundMaxMs = 5
            summary.clock.exchanges = 10
        }
        let exact = try compare(
            PlannedRuns.set("a", around: 200, count: 8),
            PlannedRuns.set("b", around: 230, count: 8)
        )
        let loose = try compare(
            PlannedRuns.set("a", around: 200, count: 8, edit: bound),
            PlannedRuns.set("b", around: 230, count: 8, edit: bound)
        )
        let (one, other) = (try #require(exact.difference?.low), try #require(loose.difference?.low))
        #expect(one - other > 9.99 && one - other < 10.01)
        #expect(loose.difference?.clockBoundMs == 10)
        let shared: Edit = { summary in
            bound(&summary)
            summary.run.machine["hostname"] = .text("lab")
        }
        let cancelled = try compare(
            PlannedRuns.set("a", around: 200, count: 8, edit: shared),
            PlannedRuns.set("b", around: 230, count: 8, edit: shared)
        )
        #expect(cancelled.difference?.clockBoundMs == 0)
        #expect(cancelled.difference?.low == one)
    }

    @Test func runsOfOneGroupShareTheirFit() throws {
        let bound: Edit = { summary in
            summary.clock.method = .http
            summary.clock.errorBoundMs = 2
            summary.clock.errorBoundMaxMs = 5
        }
        func sets(_ groups: (Int) -> (String?, String?)) -> (RunSet, RunSet) {
            var a = PlannedRuns.set("a", around: 200, count: 8, edit: bound)
            var b = PlannedRuns.set("b", around: 230, count: 8, edit: bound)
            for index in a.runs.indices {
                let (first, second) = groups(index)
                a.runs[index].run.settings[RunManifest.group] = first.map { .text($0) }
                b.runs[index].run.settings[RunManifest.group] = second.map { .text($0) }
                // Each run sees the fit at its own frames.
                a.runs[index].clock.offsetMs = Double(index)
            }
            return (a, b)
        }
        let (a, b) = sets { ("g\($0)", "g\(7 - $0)") }
        #expect(try compare(a, b).difference?.clockBoundMs == 0)
        let (c, d) = sets { ("g\($0)", $0 == 0 ? "other" : "g\($0)") }
        #expect(try compare(c, d).difference?.clockBoundMs == 10)
        let (e, f) = sets { ("g\($0)", $0 == 0 ? nil : "g\($0)") }
        #expect(try compare(e, f).difference?.clockBoundMs == 10)
        let (g, h) = sets { _ in (nil, nil) }
        #expect(try compare(g, h).difference?.clockBoundMs == 10)
    }

    @Test func hiddenByTheClocks() throws {
        let bound: Edit = { summary in summary.clock.errorBoundMaxMs = 15 }
        let found = try compare(
            PlannedRuns.set("a", around: 200, count: 8, edit: bound),
            PlannedRuns.set("b", around: 201, count: 8, edit: bound)
        )
        #expect(found.sentence.hasSuffix("; the clocks' bounds of 30 ms hide 20 ms, however many runs."))
    }

    @Test func unknownClocksDecideNothing() throws {
        let unknown: Edit = { summary in
            summary.clock.method = .trace
            (summary.clock.errorBoundMs, summary.clock.errorBoundMaxMs) = (nil, nil)
        }
        let found = try compare(
            PlannedRuns.set("a", around: 200, count: 8, edit: unknown),
            PlannedRuns.set("b", around: 900, count: 8),
            gates: ["signal_delay_ms.p95<=+10%", "signal_delay_ms.n<=+10%"]
        )
        #expect(found.verdict == .clockUnknown)
        #expect(
            found.sentence.hasPrefix("No difference shown: the clocks' error is not known. Were they right, B minus A")
        )
        #expect(found.notes.map(\.text) == ["8 runs of A do not know their clocks' error."])
        #expect(found.gates.map(\.verdict) == [.inconclusive, .passed])
        #expect(found.exitStatus == .partial)
    }

    @Test func segmentedStreamsAreComparedByTheirOperatingDelay() throws {
        let segmented: Edit = { summary in
            summary.media.container = "hls,applehttp"
            summary.playout = .init()
            summary.playout?.operatingDelayMs = 3_000
        }
        let continuous: Edit = { summary in
            summary.playout = .init()
            summary.playout?.operatingDelayMs = 250
        }
        let found = try compare(
            PlannedRuns.set("a", around: 200, count: 4, edit: continuous),
            PlannedRuns.set("b", around: 100, count: 4, edit: segmented)
        )
        #expect(found.figure == "playout.operating_delay_ms")
        #expect(found.sentence == "A is 2750 ms faster by operating delay, 95 % interval 2750 to 2750, 4 runs each.")
    }

    @Test func jsonIsOneObjectWithNulls() throws {
        let found = try compare(PlannedRuns.set("a", around: 200, count: 4), RunSet(name: "b", runs: []))
        let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(found)) as? [String: Any]
        let keys = try #require(object?.keys.sorted())
        #expect(
            keys == ["a", "b", "difference", "figure", "gates", "notes", "reason", "sentence", "unit", "verdict"]
        )
        #expect(object?["difference"] is NSNull)
        #expect(object?["verdict"] as? String == "not_comparable")
        #expect(found.sentence == "No comparison: B has no run that could be compared.")
        #expect(found.exitStatus == .partial)
    }
}
