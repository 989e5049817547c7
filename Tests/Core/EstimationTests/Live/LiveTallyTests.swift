import LabModel
import Testing

@testable import Estimation

@Suite struct LiveTallyTests {
    private func tally(_ samples: [Sample]) -> LiveTally {
        var classifier = SampleClassifier(join: Planted.at(ms: -10), nominalPeriod: Planted.period)
        var tally = LiveTally()
        for var sample in samples {
            _ = classifier.classify(&sample)
            tally.add(sample)
        }
        return tally
    }

    @Test func countsNearTheSummarys() {
        var run = Planted(frames: 0..<20)
        run.show(19, delayMs: 25)
        run.showUnreadable(20)
        run.show(24)
        run.show(22, delayMs: 150)
        let tally = tally(run.trace.samples)
        #expect(tally.decoded == 24)
        #expect(tally.marked == 22)
        #expect(tally.unreadable == 1)
        #expect(tally.dropped == 2)
        #expect(tally.backlog == 0)
    }

    @Test func theLastSecondOnly() {
        var run = Planted()
        (0..<100).forEach { run.show($0, delayMs: $0 < 40 ? 500 : 20) }
        let tally = tally(run.trace.samples)
        #expect(tally.recentFramesPerSecond == 25)
        #expect(tally.recentFrameDelay == .milliseconds(20))
    }

    @Test func backlogIsNoNews() {
        var run = Planted()
        for number in 0..<3 {
            run.show(number) { $0.isBacklog = true }
        }
        var tally = LiveTally()
        run.trace.samples.forEach { tally.add($0) }
        #expect(tally.backlog == 3)
        #expect(tally.marked == 0)
        #expect(tally.recentFrameDelay == nil)
    }

    @Test func aRestartIsNoDrop() {
        var run = Planted(frames: 500..<510)
        (30..<40).forEach { run.show($0, stream: StreamID(rawValue: 9), epoch: 1) }
        #expect(tally(run.trace.samples).dropped == 0)
    }

    /// A server that goes away and numbers its times anew, of one stream: the hole is a gap in time, not drops.
    @Test func anEpochIsCountedByItself() {
        var run = Planted(frames: 0..<10)
        run.show(12)
        (110..<120).forEach { run.show($0, epoch: 1) }
        run.show(121, epoch: 1)
        var tally = LiveTally()
        run.trace.samples.forEach { tally.add($0) }
        #expect(tally.dropped == 3)
    }

    /// A foreign mark's numbers begin anew within one stream: its frames are new ones.
    @Test func numbersThatBeginAnewAreNews() {
        var run = Planted(frames: 500..<510)
        var tally = LiveTally()
        (0..<10).forEach { number in run.show(number) { $0.epoch = 1 } }
        run.trace.samples.forEach { tally.add($0) }
        #expect(tally.marked == 20 && tally.dropped == 0)
    }

    @Test func picturesBeforeTheFirstMarkHideNoGap() {
        var run = Planted()
        (0..<5).forEach { run.showUnreadable($0) }
        run.show(5)
        run.show(11)
        let tally = tally(run.trace.samples)
        #expect(tally.unreadable == 5 && tally.dropped == 5)
    }

    @Test func memoryIsBounded() {
        var tally = LiveTally()
        for number in 0..<5_000 {
            var run = Planted()
            run.show(number) { $0.decoded = Planted.at(ms: Double(number) / 100) }
            run.trace.samples.forEach { tally.add($0) }
        }
        #expect(tally.recentFramesPerSecond == 1_024)
        #expect(tally.marked == 5_000)
    }

    @Test func nothingYet() {
        let tally = LiveTally()
        #expect(tally.dropped == 0)
        #expect(tally.recentFramesPerSecond == 0)
        #expect(tally.recentFrameDelay == nil)
    }
}
