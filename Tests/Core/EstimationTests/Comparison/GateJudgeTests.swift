import LabModel
import Testing

@testable import Estimation

@Suite struct GateJudgeTests {
    private func judge(_ gate: String, _ mean: Double, count: Int = 8, died: Int = 0) throws -> GateOutcome {
        var options = ComparisonOptions()
        options.gates = [try Gate(gate)]
        var second = PlannedRuns.set("b", around: mean, count: count)
        second.died = died
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
        #expect(passed.text.hasPrefix("B is 205 ms, the limit 220 ms; B minus limit -15 ms (95 % interval -2"))
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
}
