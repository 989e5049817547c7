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

    @Test func diedRunsKeepASetFromBeingCompared() throws {
        var second = PlannedRuns.set("b", around: 40, count: 8)
        second.runs[3].run.endReason = .stalled
        second.died = 1
        let found = try compare(with: second)
        #expect(found.verdict == .notComparable)
        #expect(found.sentence == "No comparison: 2 runs of B died, and rank behind all that lived.")
        #expect(found.notes.map(\.code) == [.died])
    }

    @Test func differentSizesAreSaid() throws {
        let sized = { (width: Int) in
            { (summary: inout Summary) in (summary.media.width, summary.media.height) = (width, 480) }
        }
        let found = try Comparison(
            PlannedRuns.set("a", around: 200, count: 4, edit: sized(720)),
            PlannedRuns.set("b", around: 240, count: 4, edit: sized(480))
        )
        #expect(
            found.notes.map(\.text) == [
                "Received sizes differ, such as 720x480 and 480x480: the difference is not the way's alone."
            ]
        )
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
            found.notes.map(\.text) == ["2 runs of B left out: not complete.", "1 run of B lack signal_delay_ms.p95."]
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
        #expect(found.notes.map(\.text) == ["8 runs of B saw a clock step: frames near it have no bound."])
    }
}
