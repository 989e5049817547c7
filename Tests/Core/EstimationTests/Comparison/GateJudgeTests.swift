import LabModel
import LabTesting
import Testing

@testable import Estimation

@Suite(.heavy) struct GateJudgeTests {
    private func judge(
        _ gate: String,
        _ mean: Double,
        count: Int = 8,
        died: Int = 0,
        edit: (inout RunSet) -> Void = { _ in }
    ) throws -> GateOutcome {
        var options = ComparisonOptions()
        options.gates = [try Gate(gate)]
        var second = PlannedRuns.set("b", around: mean, count: count)
        second.died = died
        edit(&second)
        let found = try Comparison(PlannedRuns.set("a", around: 200, count: 8), second, options: options)
        #expect(found.gates.count == 1)
        let wanted: LabModel.ExitStatus =
            switch found.gates[0].verdict {
            case .passed: .done
            case .failed: .gateFailed
            case .inconclusive: .partial
            }
        #expect(found.exitStatus == wanted)
        return found.gates[0]
    }

    @Test(arguments: [
        ("signal_delay_ms.p95<=+10%", 205.0, GateOutcome.Verdict.passed),
        ("signal_delay_ms.p95<=+10%", 219, .inconclusive),
        ("signal_delay_ms.p95<=+10%", 250, .failed), ("signal_delay_ms.p95<=-10%", 150, .passed),
        ("signal_delay_ms.p95<=-10%", 195, .failed), ("signal_delay_ms.p95<=+20ms", 210, .passed),
        ("signal_delay_ms.p95<=+20", 221, .inconclusive), ("signal_delay_ms.p95<=+20", 240, .failed),
        ("signal_delay_ms.p95<=250", 230, .passed), ("signal_delay_ms.p95<=250ms", 252, .inconclusive),
        ("signal_delay_ms.p95<250", 280, .failed), ("frames.dropped<=0", 1, .inconclusive),
        ("frames.received<=0", 1, .passed), ("frames.received<0", 1, .failed),
    ])
    func byTheIntervalsEnds(gate: String, mean: Double, verdict: GateOutcome.Verdict) throws {
        #expect(try judge(gate, mean).verdict == verdict)
    }

    @Test func textsTellTheFigures() throws {
        let passed = try judge("signal_delay_ms.p95<=+10%", 205)
        #expect(passed.limit.map { abs($0 - 220) < 1e-9 } == true)
        #expect(passed.text.hasPrefix("B is 205.0 ms, the limit 220.0 ms; B minus limit -15.0 ms (95 % interval -2"))
        #expect(try judge("frames.dropped<=0", 1).text == "8 of 8 runs of B lack frames.dropped.")
    }

    @Test func fewRunsAndDeathsNeverPass() throws {
        let few = try judge("signal_delay_ms.p95<=+10%", 100, count: 3)
        #expect(few.verdict == .inconclusive)
        #expect(few.text.hasSuffix("; fewer than 4 runs say nothing about other runs."))
        let died = try judge("signal_delay_ms.p95<=+10%", 100, died: 1)
        #expect(died.verdict == .inconclusive)
        #expect(died.text.hasSuffix("; 1 run of B died."))
        #expect(try judge("signal_delay_ms.p95<=+10%", 300, died: 1).verdict == .failed)
    }

    @Test func aPercentageOfLessThanNothingSaysNothing() throws {
        var options = ComparisonOptions()
        options.gates = [try Gate("signal_delay_ms.p95<=+10%")]
        let found = try Comparison(
            PlannedRuns.set("a", around: -20, count: 8),
            PlannedRuns.set("b", around: 10, count: 8),
            options: options
        )
        #expect(found.gates.first?.text == "A's signal_delay_ms.p95 is below zero: a percentage of that says nothing.")
        #expect(found.exitStatus == .partial)
    }

    @Test(arguments: [EndReason.interrupted, .noMark]) func runsThatDidNotFinishNeverPass(reason: EndReason) throws {
        let gate = "signal_delay_ms.p95<=+10%"
        let left = try judge(gate, 100) { $0.unfinished = 2 }
        #expect(left.verdict == .inconclusive)
        #expect(left.text.hasSuffix("; 2 runs of B did not finish."))
        let inside = try judge(gate, 100) { $0.runs[0].run.endReason = reason }
        #expect(inside.verdict == .inconclusive)
        #expect(inside.text.hasSuffix("; 1 run of B did not finish."))
        #expect(try judge(gate, 300) { $0.unfinished = 2 }.verdict == .failed)
    }

    @Test func theBaselineHasToBeWholeForRelativeGatesOnly() throws {
        var options = ComparisonOptions()
        options.gates = [try Gate("signal_delay_ms.p95<=+10%"), try Gate("signal_delay_ms.p95<=250")]
        for (edit, end) in [
            ({ (set: inout RunSet) in set.died = 1 }, "; 1 run of A died."),
            ({ (set: inout RunSet) in set.unfinished = 1 }, "; 1 run of A did not finish."),
        ] {
            var first = PlannedRuns.set("a", around: 200, count: 8)
            edit(&first)
            let found = try Comparison(first, PlannedRuns.set("b", around: 100, count: 8), options: options)
            #expect(found.gates.map(\.verdict) == [.inconclusive, .passed])
            #expect(found.gates.first?.text.hasSuffix(end) == true)
        }
    }

    @Test func setsThatOverlapAreNoBaseline() throws {
        var options = ComparisonOptions()
        options.gates = [try Gate("signal_delay_ms.p95<=+10%"), try Gate("signal_delay_ms.p95<=250")]
        let first = PlannedRuns.set("a", around: 200, count: 8)
        var second = PlannedRuns.set("b", around: 201, count: 8)
        second.runs[2] = first.runs[3]
        for set in [first, second] {
            let found = try Comparison(first, set, options: options)
            #expect(found.gates.map(\.verdict) == [.inconclusive, .passed])
            #expect(found.gates.first?.text == "A run stands in both sets: it says nothing of itself.")
            #expect(found.exitStatus == .partial)
        }
    }

    @Test func oneFitOfTheClocksCancelsOnlyInDifferences() throws {
        let shared = { (summary: inout Summary) in
            summary.clock.method = .http
            (summary.clock.errorBoundMs, summary.clock.errorBoundMaxMs, summary.clock.exchanges) = (2, 5, 10)
            summary.run.machine["hostname"] = .text("lab")
        }
        var options = ComparisonOptions()
        options.gates = try ["<=250", "<=+20ms", "<=-40%"].map { text throws(ComparisonError) in
            try Gate("signal_delay_ms.p95" + text)
        }
        let found = try Comparison(
            PlannedRuns.set("a", around: 200, count: 8, edit: shared),
            PlannedRuns.set("b", around: 230, count: 8, edit: shared),
            options: options
        )
        let bounds = found.gates.map { $0.overLimit?.clockBoundMs ?? -1 }
        #expect(bounds[0] == 5 && bounds[1] == 0 && abs(bounds[2] - 2) < 1e-9)
        #expect(found.a.runs.map(\.clockBoundMs) == Array(repeating: 5, count: 8))
    }
}
