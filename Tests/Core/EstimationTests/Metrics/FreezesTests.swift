import LabModel
import Testing

@testable import Estimation

@Suite struct FreezesTests {
    @Test func anIntervalCountsWhole() {
        var run = Planted(frames: 0..<100)
        (125..<251).forEach { run.show($0) }
        let freezes = run.summarize().freezes
        #expect(freezes.count == 1)
        #expect(freezes.totalMs == 1_040)
        #expect(freezes.longestMs == 1_040)
    }

    @Test(arguments: [(189.0, 0), (190.0, 1)]) func theLimitIsMeanPlus150(intervalMs: Double, count: Int) {
        var run = Planted(frames: 0..<100)
        (100..<251).forEach { run.show($0, delayMs: 20 + intervalMs - 40) }
        #expect(run.summarize().freezes.count == count)
    }

    @Test(arguments: [(598.0, 0), (600.0, 1)]) func slowStreamsAreHeldToThreeMeans(intervalMs: Double, count: Int) {
        var run = Planted()
        run.trace.nominalPeriod = .milliseconds(200)
        for number in stride(from: 0, to: 250, by: 5) {
            run.show(number, delayMs: number < 100 ? 20 : 20 + intervalMs - 200)
        }
        #expect(run.summarize().freezes.count == count)
    }

    @Test func earlyOnTheNominalPeriodDecides() {
        var run = Planted()
        [0, 10, 11, 12, 13, 14, 15].forEach { run.show($0) }
        run.trace.end = nil
        run.trace.drained = nil
        #expect(run.summarize().freezes.totalMs == 400)
    }

    @Test func oneStillOpenAtTheEndCounts() {
        let freezes = Planted(frames: 0..<200).summarize().freezes
        #expect(freezes.count == 1)
        #expect(freezes.longestMs == 2_020)
    }

    @Test func aStreamThatEndedIsNotFrozen() {
        var run = Planted(frames: 0..<100)
        run.trace.end = nil
        run.trace.endReason = .endOfStream
        #expect(run.summarize().freezes.count == 0)
        run.trace.endReason = .stalled
        #expect(run.summarize().freezes.longestMs == 6_120)
    }

    @Test func oneThatALaterFrameEndsCountsWhole() {
        var run = Planted(frames: 0..<240)
        run.show(260)
        #expect(run.summarize().freezes.longestMs == 840)
    }

    @Test func repeatsDoNotEndAFreeze() {
        var run = Planted(frames: 0..<100)
        (1..<10).forEach { run.show(99, delayMs: 20 + Double($0) * 40) }
        (110..<251).forEach { run.show($0) }
        #expect(run.summarize().freezes.longestMs == 440)
    }

    @Test func severalAreSummed() {
        var run = Planted(frames: 0..<50)
        (60..<100).forEach { run.show($0) }
        (120..<251).forEach { run.show($0) }
        let freezes = run.summarize().freezes
        #expect(freezes.count == 2)
        #expect(freezes.totalMs == 1_280)
        #expect(freezes.longestMs == 840)
    }
}
