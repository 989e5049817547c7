import LabModel
import Testing

@testable import Estimation

@Suite struct StreamStoppedTests {
    /// The stream stops 0.4 s before the end of the run, and the source noticed that nothing came any more.
    private var stopped: Planted {
        var run = Planted(frames: 0..<240)
        run.trace.drained = Planted.at(ms: 15_000)
        run.trace.stalls = [TimeGap(start: Planted.at(ms: 9_580), end: Planted.at(ms: 15_000))]
        return run
    }

    private func event(_ run: Planted) -> RunEvent? {
        run.summarize().events.first { $0.code == "stream_stopped" }
    }

    @Test func aStreamThatStopsAndStaysAwayIsToldOf() {
        #expect(stopped.summarize().signalDelayMs?.lowerBound == ["p99", "max"])
        #expect(
            event(stopped)
                == RunEvent(
                    tS: 9.59,
                    code: "stream_stopped",
                    text: "The stream stopped 0.4 s before the end of the run, and did not come back."
                )
        )
    }

    @Test func aStreamThatComesBackIsAlive() {
        var run = stopped
        run.show(251, delayMs: 2_000)
        run.trace.stalls[0].end = Planted.at(ms: 12_000)
        #expect(event(run) == nil)
    }

    @Test func aStreamThatShowedAllIsAlive() {
        var run = stopped
        (240..<250).forEach { run.show($0) }
        run.trace.stalls[0].start = Planted.at(ms: 9_980)
        #expect(event(run) == nil)
    }

    @Test func aDelayLongerThanLookingIsNoDeath() {
        // Bytes came all the time; what they showed was 3 s old.
        var run = Planted()
        run.trace.drained = Planted.at(ms: 12_000)
        (0..<225).forEach { run.show($0, delayMs: 3_000) }
        #expect((run.summarize().signalDelayMs?.censored ?? 0) > 0)
        #expect(event(run) == nil)
    }

    @Test func otherEndsSayItThemselves() {
        var run = stopped
        run.trace.endReason = .stalled
        #expect(event(run) == nil)
    }
}
