import LabModel
import Testing

@testable import Estimation

@Suite struct SignalDelaysTests {
    @Test func lostFramesWaitForTheNextOne() throws {
        var run = Planted(frames: 0..<100)
        (103..<251).forEach { run.show($0) }
        let delay = try #require(run.summarize().signalDelayMs)
        #expect(delay.values.n == 250)
        #expect(delay.values.max == 140)
        #expect(delay.values.mean == 20 + 240.0 / 250)
        #expect(delay.censored == 0)
        #expect(delay.lowerBound.isEmpty)
    }

    @Test func aLaterFrameResolvesAnEarlierOneThatComesLate() {
        var run = Planted(frames: 0..<20)
        run.show(21)
        run.show(20, delayMs: 100)
        (22..<251).forEach { run.show($0, delayMs: 100) }
        let summary = run.summarize()
        #expect(summary.signalDelayMs?.values.p50 == 100)
        // Frame 20 waits for 21: 60 ms, and not its own 100.
        #expect(summary.signalDelayMs?.values.mean == 23_280.0 / 250)
    }

    @Test func framesAfterTheEndResolveEarlierOnes() {
        var run = Planted(frames: 0..<245)
        run.show(255)
        let delay = run.summarize().signalDelayMs
        #expect(delay?.censored == 0)
        #expect(delay?.values.max == 420)
    }

    @Test func unresolvedFramesEnterWithTheirLowerBound() throws {
        let delay = try #require(Planted(frames: 0..<240).summarize().signalDelayMs)
        // Frames 240 to 249 were sent until 9,960 ms; looking ended at 10,100.
        #expect(delay.censored == 10)
        #expect(delay.values.n == 250)
        #expect(delay.values.max == 500)
        #expect(delay.values.p95 == 20)
        #expect(delay.lowerBound == ["p99", "max"])
    }

    @Test func jitteredStampsAreInterpolated() {
        var run = Planted()
        run.show(0)
        run.show(10) { $0.stamp?.time = Planted.at(ms: 500) }
        run.trace.end = nil
        let delay = run.summarize().signalDelayMs
        // Stamped 50 ms apart; all but the first wait for frame 10, decoded at 420 ms.
        #expect(delay?.values.n == 11)
        #expect(delay?.values.max == 370)
        #expect(delay?.values.min == -80)
    }

    @Test func theStreamersOwnWordDatesALostFrame() {
        var run = Planted(frames: 0..<10)
        run.show(20)
        run.ask(newest: 12)
        run.trace.exchanges[0].answer?.newestStamp = Planted.at(ms: 470)
        run.trace.end = nil
        // Frame 12 was stamped at 470 ms, so that 11 counts as stamped between 360 and 470, at 397 (10) and 433 (11).
        let delay = run.summarize().signalDelayMs
        #expect(delay?.values.n == 21)
        #expect(abs((delay?.values.max ?? 0) - (820 - 360 - 110.0 / 3)) < 1e-3)
    }

    @Test func absurdGapsGiveNoDelays() {
        var run = Planted(frames: 0..<10)
        run.show(4_000_000_000)
        run.trace.end = nil
        let summary = run.summarize()
        #expect(summary.frames.dropped == 3_999_999_990)
        #expect(summary.signalDelayMs == nil)
        run.trace.samples.removeLast()
        run.show(5_184_011)
        #expect(run.summarize().signalDelayMs == nil)
    }
}
