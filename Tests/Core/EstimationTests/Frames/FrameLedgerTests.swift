import LabModel
import Testing

@testable import Estimation

/// Planted truth, case by case: what became of each frame and picture.
@Suite struct FrameLedgerTests {
    @Test func everyFrameReceived() {
        let summary = Planted(frames: 0..<251).summarize()
        #expect(summary.frames.line == "expected 250 decoded 250 marked 250")
        #expect(summary.frames.expectedMethod == .clock)
        #expect(summary.frames.received == 250)
    }

    @Test func gapOfFiftyIsFifty() {
        var run = Planted(frames: 0..<100)
        (150..<251).forEach { run.show($0) }
        #expect(run.summarize().frames.line == "expected 250 decoded 200 marked 200 dropped 50")
    }

    @Test func repeatsAndDuplicates() {
        var run = Planted(frames: 0..<10)
        run.show(9, delayMs: 30)
        run.show(9, delayMs: 40)
        run.show(3, delayMs: 300)
        run.show(9, delayMs: 65)
        (10..<251).forEach { run.show($0, delayMs: 70) }
        #expect(run.summarize().frames.line == "expected 250 decoded 254 marked 250 duplicated 2 repeated 2")
    }

    @Test func anUnreadablePictureBreaksARepeat() {
        var run = Planted(frames: 0..<10)
        run.showUnreadable(9, delayMs: 25)
        run.show(9, delayMs: 30)
        (10..<251).forEach { run.show($0) }
        #expect(run.summarize().frames.line == "expected 250 decoded 252 marked 250 duplicated 1 unreadable 1")
    }

    @Test func lateFramesFillTheirGapOutOfOrder() {
        var run = Planted(frames: 0..<20)
        run.show(22)
        run.show(20, delayMs: 110)
        run.show(21, delayMs: 80)
        (23..<251).forEach { run.show($0) }
        #expect(run.summarize().frames.line == "expected 250 decoded 250 marked 250 out_of_order 2")
    }

    @Test func unreadablePicturesFillNoMoreThanTheirGap() {
        var run = Planted(frames: 0..<20)
        [20, 21].forEach { run.showUnreadable($0, cause: .torn) }
        (25..<60).forEach { run.show($0) }
        [59.2, 59.4, 59.6].forEach { run.showUnreadable(59, cause: .crc, delayMs: 20 + ($0 - 59) * 40) }
        (61..<251).forEach { run.show($0) }
        let frames = run.summarize().frames
        #expect(frames.line == "expected 250 decoded 249 marked 244 filled 3 dropped 3 unreadable 5")
        #expect(frames.unreadableBy == ["torn": 2, "crc": 3])
    }

    @Test func unreadableBeforeTheFirstMarkFillFromJoin() {
        var run = Planted()
        [0, 1].forEach { run.showUnreadable($0) }
        (4..<251).forEach { run.show($0) }
        #expect(run.summarize().frames.line == "expected 250 decoded 248 marked 246 filled 2 dropped 2 unreadable 2")
    }

    @Test func unreadableAmongBacklogFillNothing() {
        var run = Planted()
        run.trace.join = Planted.at(ms: 190)
        run.show(0, delayMs: 200)
        run.showUnreadable(1, delayMs: 161)
        run.show(2, delayMs: 122)
        run.show(2, delayMs: 123)
        run.showUnreadable(3, delayMs: 84)
        run.showUnreadable(5)
        (7..<251).forEach { run.show($0) }
        // Frames 5 and 6 are missing in the stretch, 3 and 4 before it; the first two unreadable pictures of the gap
        // stand for 3 and 4.
        #expect(run.summarize().frames.line == "expected 245 decoded 249 marked 243 dropped 2 unreadable 3 backlog 3")
    }

    @Test func unreadableAcrossTheEndFillWhatIsMissingBeforeIt() {
        var run = Planted(frames: 0..<247)
        (247..<252).forEach { run.showUnreadable($0) }
        run.show(252)
        run.showUnreadable(253)
        #expect(run.summarize().frames.line == "expected 250 decoded 250 marked 247 filled 3 unreadable 3")
    }

    @Test func unreadableAtTheEndWithoutALaterMark() {
        var run = Planted(frames: 0..<247)
        (247..<249).forEach { run.showUnreadable($0) }
        let summary = run.summarize()
        #expect(summary.frames.line == "expected 250 decoded 249 marked 247 filled 2 unreadable 2 unresolved 1")
        #expect(summary.frames.expectedMethod == .extrapolated)
        #expect(summary.signalDelayMs?.censored == 3)
    }

    @Test func aLateFirstFrameCountsAsDropped() {
        let summary = Planted(frames: 30..<251).summarize()
        #expect(summary.frames.line == "expected 250 decoded 220 marked 220 dropped 30")
        #expect(summary.signalDelayMs?.values.max == 1_220)
    }

    @Test func numbersNeverStartBelowZero() {
        var run = Planted(frames: 3..<251)
        run.trace.join = Planted.at(ms: -10_000)
        #expect(run.summarize().frames.line == "expected 250 decoded 247 marked 247 dropped 3")
    }

    @Test func droppedFramesAtTheEdgesAreDatedBetweenTheirNeighbours() {
        var run = Planted(frames: 0..<3)
        run.trace.join = Planted.at(ms: 190)
        (8..<248).forEach { run.show($0) }
        (252..<254).forEach { run.show($0) }
        // Sent in the stretch: 5 to 249. Missing of them: 5, 6, 7, 248, 249.
        #expect(run.summarize().frames.line == "expected 245 decoded 243 marked 240 dropped 5 backlog 3")
    }

    @Test func framesAfterTheEndCountNowhere() {
        var run = Planted(frames: 0..<260)
        run.show(259, delayMs: 25)
        run.show(100, delayMs: 10_000 - 4_000 + 500)
        let frames = run.summarize().frames
        #expect(frames.line == "expected 250 decoded 251 marked 250 duplicated 1")
        #expect(frames.received == 251)
    }

    @Test func theEndIsExtrapolatedWhereNothingTellsIt() {
        let summary = Planted(frames: 0..<200).summarize()
        #expect(summary.frames.line == "expected 250 decoded 200 marked 200 unresolved 50")
        #expect(summary.frames.expectedMethod == .extrapolated)
    }

    @Test func theStreamerNamesItsNewestFrame() {
        var run = Planted(frames: 0..<200)
        run.ask(newest: 100)
        run.ask(newest: 251)
        let summary = run.summarize()
        #expect(summary.frames.line == "expected 250 decoded 200 marked 200 unresolved 50")
        #expect(summary.frames.expectedMethod == .clock)
    }

    @Test func aStreamThatStoppedCountsWhatTheStreamerSent() {
        var run = Planted(frames: 0..<100)
        run.trace.end = nil
        run.trace.endReason = .stalled
        run.ask(newest: 149)
        let frames = run.summarize().frames
        #expect(frames.line == "expected 150 decoded 100 marked 100 unresolved 50")
        #expect(frames.expectedMethod == .clock)
    }

    /// A receiver that notices the stall gives the run an end, behind the last frame that was ever sent.
    @Test func aStreamThatDiedIsNotSaidToHaveSentMore() {
        var run = Planted(frames: 0..<100)
        run.trace.endReason = .stalled
        run.ask(newest: 110)
        let frames = run.summarize().frames
        #expect(frames.line == "expected 111 decoded 100 marked 100 unresolved 11")
        #expect(frames.expectedMethod == .clock)
        run.trace.exchanges = []
        #expect(run.summarize().frames.expectedMethod == .extrapolated)
    }

    @Test func anInterruptedRunEndsWithItsLastFrame() {
        var run = Planted(frames: 0..<100)
        run.trace.end = nil
        run.trace.endReason = .interrupted
        run.ask(newest: 149)
        let frames = run.summarize().frames
        #expect(frames.line == "expected 100 decoded 100 marked 100")
        #expect(frames.expectedMethod == .listed)
    }

    @Test func aFileListsItsFrames() {
        var run = Planted(frames: 5..<20)
        run.clockOffset = nil
        (25..<40).forEach { run.show($0) }
        run.trace.join = nil
        run.trace.end = nil
        run.trace.clockMethod = .none
        let frames = run.summarize().frames
        #expect(frames.line == "expected 35 decoded 30 marked 30 dropped 5")
        #expect(frames.expectedMethod == .listed)
    }

    @Test func withoutAClockThereIsNoBacklog() {
        var run = Planted()
        run.clockOffset = nil
        run.trace.clockMethod = .none
        run.trace.join = Planted.at(ms: 1_000)
        (0..<260).forEach { run.show($0) }
        let summary = run.summarize()
        // The stretch ends at 10 s by the receiver, 9.98 s after the first mark: by stamps at 9.98 s.
        #expect(summary.frames.line == "expected 250 decoded 250 marked 250")
        #expect(summary.frameDelayMs == nil)
        #expect(summary.signalDelayMs == nil)
    }

    @Test func accessUnitsWithoutPictureAreReceived() {
        var run = Planted(frames: 0..<50)
        run.show(50) { $0.decoded = nil }
        (51..<251).forEach { run.show($0) }
        run.show(252) { sample in
            sample.decoded = nil
            sample.stamp = nil
        }
        let frames = run.summarize().frames
        #expect(frames.line == "expected 250 decoded 249 marked 249 dropped 1")
        #expect(frames.received == 250)
    }

    @Test func noMarkWasRead() {
        var run = Planted()
        (0..<100).forEach { run.showUnreadable($0) }
        let frames = run.summarize().frames
        #expect(
            frames.line
                == "expected null decoded 100 filled null dropped null unreadable 100 unresolved null"
        )
    }

    @Test func anEmptyTraceSaysNothing() {
        let summary = Estimator.summarize(Trace(), manifest: Planted.manifest)
        #expect(summary.frames.line == "expected null filled null dropped null unresolved null")
        #expect(summary.run.durationS == nil)
        #expect(summary.warnings.isEmpty)
    }
}
