import LabModel
import Testing

@testable import Estimation

@Suite struct SetMeanTests {
    @Test func theIntervalOfManyRunsSpeaksOfOthers() throws {
        let set = PlannedRuns.set("a", around: 200, count: 12)
        let mean = try SetMean(set, by: FigurePath(.signalDelay))
        #expect(mean.figure == "signal_delay_ms.p95" && mean.unit == "ms" && mean.set.runs.count == 12)
        let interval = try #require(mean.interval)
        #expect(interval.scope == .betweenRuns && interval.value == mean.set.mean)
        let (low, high) = (try #require(interval.low), try #require(interval.high))
        #expect(low < interval.value && interval.value < high && high - low < 20)
        #expect(try SetMean(set, by: FigurePath(.signalDelay)) == mean)
    }

    @Test func oneRunHasItsOwnInterval() throws {
        let run = PlannedRuns.run(200) { $0.signalDelayMs?.values.ci95P95 = [190, 215] }
        let mean = try SetMean(RunSet(name: "a", runs: [run]), by: FigurePath(.signalDelay))
        let interval = try #require(mean.interval)
        #expect(interval.scope == .withinRuns)
        #expect(interval.low == interval.value - (200 - 190) && interval.high == interval.value + 15)
    }

    @Test func whatARunLacksHasNoInterval() throws {
        let without = PlannedRuns.run(200) { $0.signalDelayMs = nil }
        let some = RunSet(name: "a", runs: [PlannedRuns.run(200), without])
        let mean = try SetMean(some, by: FigurePath(.signalDelay))
        #expect(mean.set.mean == 200 && mean.interval == nil)
        let none = try SetMean(RunSet(name: "a", runs: []), by: FigurePath(.operatingDelay))
        #expect(none.set.mean == nil && none.interval == nil)
    }

    @Test func overloadedRunsTakeNoPart() throws {
        let overloaded = PlannedRuns.run(900) {
            $0.warnings = [RunWarning(code: .streamerOverloaded, text: "late", remedy: "fewer frames")]
        }
        let mean = try SetMean(
            RunSet(name: "a", runs: [PlannedRuns.run(200), overloaded]),
            by: FigurePath(.signalDelay)
        )
        #expect(mean.set.mean == 200 && mean.set.runs.count == 1)
    }

    /// What is taken directly is what the path leads to in the whole tree.
    @Test(arguments: [
        "signal_delay_ms.p95", "signal_delay_ms.p50", "frame_delay_ms.p95", "control_delay_ms.p50",
        "playout.operating_delay_ms", "signal_delay_ms.p99", "frames.dropped",
    ])
    func numbersAreThoseOfTheTree(path: String) throws {
        var summary = PlannedRuns.run(200)
        summary.frameDelayMs = summary.signalDelayMs?.values
        summary.frames.dropped = 4
        var playout = Summary.Playout()
        playout.operatingDelayMs = 321
        let figure = try FigurePath(path)
        for known in [nil, playout] {
            summary.playout = known
            #expect(try figure.value(in: summary) == figure.value(in: try FigureTree(summary)))
        }
    }
}
