import LabModel
import Testing

@testable import Estimation

/// What must never be a silent number.
@Suite struct RunPairTests {
    private let good = PlannedRuns.set("a", around: 200, count: 8)

    private func compare(with second: RunSet) throws -> Comparison {
        try Comparison(good, second)
    }

    @Test func overloadedRunsAreLeftOutAndSaid() throws {
        var second = PlannedRuns.set("b", around: 240, count: 9)
        second.runs[8].warnings = [RunWarning(code: .streamerOverloaded, text: "", remedy: "")]
        let found = try compare(with: second)
        #expect(found.b.runs.count == 8)
        #expect(found.notes.map(\.code) == [.streamerOverloaded])
        #expect(found.notes.map(\.text) == ["1 run of B left out: the streamer was overloaded."])
        #expect(found.verdict == .firstLower)
    }

    @Test func runsWhoseMediaCamePastTheLinkAreLeftOutAndSaid() throws {
        var second = PlannedRuns.set("b", around: 240, count: 9)
        second.runs[8].warnings = [RunWarning(code: .linkBypassed, text: "", remedy: "")]
        let found = try compare(with: second)
        #expect(found.b.runs.count == 8)
        #expect(found.notes.map(\.code) == [.linkBypassed])
        #expect(found.notes.map(\.text) == ["1 run of B left out: media came past the link."])
    }

    @Test func diedRunsKeepASetFromBeingCompared() throws {
        var second = PlannedRuns.set("b", around: 40, count: 8)
        second.runs[3].run.endReason = .stalled
        second.died = 1
        let found = try compare(with: second)
        #expect(found.verdict == .notComparable)
        #expect(found.sentence == "No comparison: 2 runs of B died, and rank behind all that lived.")
        #expect(found.notes.map(\.code) == [.died])
    }

    private func sized(_ width: Int) -> (inout Summary) -> Void {
        { (summary: inout Summary) in (summary.media.width, summary.media.height) = (width, 480) }
    }

    @Test func differentSizesAreNotCompared() throws {
        var options = ComparisonOptions()
        options.gates = [try Gate("signal_delay_ms.p95<=+50%"), try Gate("signal_delay_ms.p95<=900")]
        let large = PlannedRuns.set("a", around: 200, count: 4, edit: sized(720))
        let small = PlannedRuns.set("b", around: 240, count: 4, edit: sized(480))
        let found = try Comparison(large, small, options: options)
        #expect(found.verdict == .notComparable && found.difference == nil)
        #expect(found.sentence == "No comparison: received sizes differ, such as 720x480 and 480x480.")
        #expect(
            found.notes.map(\.text) == [
                "Received sizes differ, such as 720x480 and 480x480: --mixed compares them all the same."
            ]
        )
        // An absolute gate asks nothing of A.
        #expect(found.gates.map(\.verdict) == [.inconclusive, .passed])
        #expect(
            found.gates[0].text == "Not judged without --mixed: received sizes differ, such as 720x480 and 480x480."
        )
        #expect(found.exitStatus == .partial)
        #expect(found.a.mean == 200 && found.b.mean == 240)
    }

    @Test func differentSizesAreSaidWhereTheyMayDiffer() throws {
        var options = ComparisonOptions()
        options.allowsDifferentSizes = true
        options.gates = [try Gate("signal_delay_ms.p95<=+50%")]
        let found = try Comparison(
            PlannedRuns.set("a", around: 200, count: 4, edit: sized(720)),
            PlannedRuns.set("b", around: 240, count: 4, edit: sized(480)),
            options: options
        )
        #expect(found.verdict == .firstLower && found.gates.map(\.verdict) == [.passed])
        #expect(
            found.notes.map(\.text) == [
                "Received sizes differ, such as 720x480 and 480x480: the difference is not the way's alone."
            ]
        )
    }

    @Test func aRunThatChangedItsSizeIsNotCompared() throws {
        var second = PlannedRuns.set("b", around: 240, count: 8)
        second.runs[2].warnings = [RunWarning(code: .resolutionChanged, text: "", remedy: "")]
        let found = try compare(with: second)
        #expect(found.verdict == .notComparable)
        #expect(found.sentence == "No comparison: planted@3 changed its size midway.")
        #expect(found.notes.map(\.code) == [.differentSizes])
    }

    @Test func whatIsKnownFromBelowLeavesAnEndOpen() throws {
        let censored = { (summary: inout Summary) in
            summary.signalDelayMs?.censored = 3
            summary.signalDelayMs?.lowerBound = ["p95", "p99", "max"]
        }
        let second = PlannedRuns.set("b", around: 500, count: 8, edit: censored)
        let found = try compare(with: second)
        #expect(found.difference?.high == nil)
        #expect(found.verdict == .firstLower)
        #expect(found.sentence.hasPrefix("A is at least 29"))
        #expect(found.sentence.hasSuffix(", open above, 8 runs each."))
        #expect(found.notes.map(\.text) == ["8 runs of B know signal_delay_ms.p95 only from below."])
        // Faster so far, and perhaps not at all.
        let fast = PlannedRuns.set("b", around: 50, count: 8, edit: censored)
        #expect(try compare(with: fast).verdict == .noDifference)
    }

    @Test func missingNumbersAreSaid() throws {
        var second = PlannedRuns.set("b", around: 240, count: 8)
        second.runs[0].signalDelayMs = nil
        second.unfinished = 2
        let found = try compare(with: second)
        #expect(found.verdict == .notComparable)
        #expect(found.sentence == "No comparison: 1 of 8 runs of B lack signal_delay_ms.p95.")
        #expect(
            found.notes.map(\.text) == [
                "2 runs of B did not finish: interrupted, still being measured, or without a mark.",
                "1 run of B lack signal_delay_ms.p95.",
            ]
        )
    }

    @Test func aRunIsNotComparedWithItself() throws {
        let found = try compare(with: good)
        #expect(found.verdict == .notComparable)
        #expect(found.sentence == "No comparison: a run stands in both sets.")
        #expect(found.notes.map(\.code) == [.sharedRuns])
    }

    @Test func clockStepsAreSaid() throws {
        let found = try compare(with: PlannedRuns.set("b", around: 240, count: 8) { $0.clock.steps = 1 })
        #expect(
            found.notes.map(\.text) == [
                "8 runs of B do not know their clocks' error.",
                "8 runs of B saw a clock step: nobody knows the bound of frames near it.",
            ]
        )
    }

    @Test func afterAStepTheClocksAreUnknown() throws {
        var options = ComparisonOptions()
        options.gates = [try Gate("signal_delay_ms.p95<=900")]
        let stepped = PlannedRuns.set("b", around: 240, count: 8) { $0.clock.steps = 1 }
        let found = try Comparison(good, stepped, options: options)
        #expect(found.verdict == .clockUnknown)
        #expect(found.gates.map(\.verdict) == [.inconclusive])
        #expect(found.b.runs.map(\.clockBoundMs) == Array(repeating: nil, count: 8))
    }

    @Test func runsThatDidNotFinishAreSaid() throws {
        var second = PlannedRuns.set("b", around: 240, count: 8)
        second.runs[0].run.endReason = .interrupted
        second.runs[1].run.endReason = .noMark
        let found = try compare(with: second)
        #expect(found.verdict == .firstLower)
        #expect(found.notes.map(\.code) == [.unfinished])
    }

    @Test func aBoundWinsNothingWithinRuns() throws {
        let censored = { (summary: inout Summary) in
            summary.signalDelayMs?.censored = 3
            summary.signalDelayMs?.lowerBound = ["p95", "p99", "max"]
        }
        let few = PlannedRuns.set("a", around: 200, count: 2)
        let fast = try Comparison(few, PlannedRuns.set("b", around: 50, count: 2, edit: censored))
        #expect(
            fast.sentence.hasPrefix(
                "B minus A at p95 is -150 ms (no interval) of what was seen, and what was not seen of B can turn that, "
                    + "within these runs only: 2 runs each."
            )
        )
        let slow = try Comparison(few, PlannedRuns.set("b", around: 500, count: 2, edit: censored))
        #expect(slow.sentence.hasPrefix("A has at least 300 ms less at p95, no interval, within these runs only"))
        let turned = try Comparison(PlannedRuns.set("b", around: 50, count: 2, edit: censored), few)
        #expect(turned.sentence.contains("what was not seen of A can turn that"))
    }
}
