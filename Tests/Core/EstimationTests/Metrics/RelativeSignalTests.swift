import LabModel
import Testing

@testable import Estimation

@Suite struct RelativeSignalTests {
    @Test func lostFramesUseTheNextLaterOne() throws {
        var run = Planted(frames: 0..<100)
        (103..<251).forEach { run.show($0) }
        (0..<251).forEach { run.showControl($0) }
        let delay = try #require(run.summarize().relativeSignalMs)
        // Frames 100, 101 and 102 wait 120, 80 and 40 ms longer than the 15 of all others.
        #expect(delay.values.n == 250)
        #expect(delay.values.max == 135)
        #expect(delay.values.mean == 15 + 240.0 / 250)
        #expect(delay.censored == 0 && delay.lowerBound.isEmpty)
    }

    @Test func aLaterFrameResolvesOneThatComesLate() throws {
        var run = Planted(frames: 0..<100)
        run.show(101)
        run.show(100, delayMs: 500)
        (102..<251).forEach { run.show($0, delayMs: 600) }
        (0..<251).forEach { run.showControl($0) }
        let delay = try #require(run.summarize().relativeSignalMs)
        // Frame 100 was decoded 500 ms after its stamp, but 101 was 60 ms after it.
        #expect(delay.values.mean == 89_630.0 / 250)
    }

    @Test func aFrameAfterTheEndResolvesThoseBefore() throws {
        var run = Planted(frames: 0..<245)
        run.show(255)
        (0..<250).forEach { run.showControl($0) }
        let delay = try #require(run.summarize().relativeSignalMs)
        #expect(delay.censored == 0)
        #expect(delay.values.max == 415)
    }

    @Test func whatNothingResolvedEntersWithItsLowerBound() throws {
        var run = Planted(frames: 0..<240)
        (0..<250).forEach { run.showControl($0) }
        let delay = try #require(run.summarize().relativeSignalMs)
        // Frame 240 was decoded in the control at 9,605 ms, 249 at 9,965; looking ended at 10,100.
        #expect(delay.censored == 10)
        #expect(delay.values.n == 250)
        #expect(delay.values.max == 495)
        #expect(delay.values.p95 == 15)
        #expect(delay.lowerBound == ["p99", "max"])
    }

    @Test func whatTheControlShowedAfterLookingEndedSaysNothing() throws {
        var run = Planted(frames: 0..<240)
        (0..<245).forEach { run.showControl($0) }
        // Frame 245 was stamped at 9,800 ms: decoded just when looking ended, the next ones later.
        run.showControl(245, delayMs: 300)
        (246..<250).forEach { run.showControl($0, delayMs: 300) }
        let delay = try #require(run.summarize().relativeSignalMs)
        #expect(delay.censored == 6)
        #expect(delay.values.n == 246)
        #expect(delay.values.min == 0)
    }

    @Test func aTestThatDiesHalfwayHasNoKnownTail() throws {
        var run = Planted(frames: 0..<125)
        (0..<250).forEach { run.showControl($0) }
        let delay = try #require(run.summarize().relativeSignalMs)
        #expect(delay.censored == 125)
        // The control showed frame 249 at 9,965 ms: it waited for at least 135 ms, and all before for more.
        // The median lies between the last known value and the least bound.
        #expect(delay.lowerBound == ["p50", "p75", "p95", "p99", "max"])
        #expect(delay.values.ci95P95 == nil)
    }

    @Test func framesThatTheControlLostAreLeftOut() throws {
        var run = Planted(frames: 0..<251)
        (0..<250).filter { $0 < 30 || $0 > 39 }.forEach { run.showControl($0) }
        #expect(run.summarize().relativeSignalMs?.values.n == 240)
    }

    @Test func aRestartResolvesNothingOfTheStreamBefore() throws {
        let second = StreamID(rawValue: 9)
        var run = Planted(frames: 0..<100)
        (0..<110).forEach { run.showControl($0) }
        (120..<251).forEach { run.show($0, stream: second, epoch: 1) }
        (120..<250).forEach { run.showControl($0, stream: second) }
        let delay = try #require(run.summarize().relativeSignalMs)
        // Of the first stream what was sent after the last frame seen counts nowhere.
        #expect(delay.values.n == 230)
        #expect(delay.values.max == 15)
    }
}
