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
