import LabModel
import Testing

@testable import Estimation

/// Marks of other systems, which lack the number or the time.
@Suite struct ForeignMarkTests {
    private func foreign(_ run: inout Planted, edit: (inout FrameStamp) -> Void) {
        for index in run.trace.samples.indices {
            guard var stamp = run.trace.samples[index].stamp else { continue }
            stamp.streamID = .foreign
            edit(&stamp)
            run.trace.samples[index].stamp = stamp
        }
    }

    @Test func withoutANumberNobodyKnowsWhatWasSent() throws {
        var run = Planted(frames: 0..<100)
        run.show(99)
        (110..<251).forEach { run.show($0) }
        run.showUnreadable(251)
        foreign(&run) { $0.number = nil }
        let summary = run.summarize()
        #expect(
            summary.frames.line
                == "expected null decoded 241 marked 240 filled null dropped null repeated 1 unresolved null"
        )
        #expect(summary.frames.expectedMethod == nil && summary.signalDelayMs == nil)
        #expect(summary.frameRate.periods.allSatisfy { $0.dropped == nil })
        // What stamps tell is known all the same.
        #expect(summary.frameDelayMs?.n == 240 && summary.frameDelayMs?.p50 == 20)
        #expect(summary.playout?.operatingDelayMs == 15)
        #expect(try #require(summary.jitterMs) < 1e-9)
        #expect(!summary.warnings.contains { $0.code == .censored || $0.code == .rateConverted })
    }

    @Test func withoutAWallTimeThereIsNoDelay() {
        for clock in [ClockMethod.sameHost, .none] {
            var run = Planted(frames: 0..<100)
            (105..<251).forEach { run.show($0) }
            run.trace.clockMethod = clock
            foreign(&run) { $0.time = nil }
            if clock == .none {
                for index in run.trace.samples.indices {
                    run.trace.samples[index].clockOffset = nil
                }
            }
            let summary = run.summarize()
            // Without a time nobody knows which of them were sent before T1: all count.
            #expect(summary.frames.line == "expected 251 decoded 246 marked 246 dropped 5")
            #expect(summary.frameDelayMs == nil && summary.arrivalDelayMs == nil && summary.signalDelayMs == nil)
            #expect(summary.playout == nil && summary.jitterMs == nil && summary.jitterRfc3550Ms == nil)
            #expect(summary.driftMsPerMin == nil && summary.frames.backlog == 0 && summary.frames.negativeDelay == 0)
            #expect(summary.frameRate.periods.allSatisfy { $0.frameDelayMs == nil })
            #expect(summary.streamer == nil)
            // A clock would tell no delay either.
            #expect(summary.warnings.isEmpty)
        }
    }

    @Test func playersWithoutAWallTimeHaveNoDistance() {
        var run = Planted(frames: 0..<50)
        run.trace.controlKind = .picture
        run.trace.control = run.trace.samples
        foreign(&run) { $0.time = nil }
        #expect(run.summarize().relativeAtInstantMs == nil)
    }

    @Test func playersWithoutNumbersHaveADistance() {
        var run = Planted(frames: 0..<50)
        run.trace.controlKind = .picture
        foreign(&run) { $0.number = nil }
        run.trace.control = run.trace.samples.map { sample in
            var beside = sample
            beside.stamp?.time = sample.stamp?.time.map { $0 + .milliseconds(80) }
            return beside
        }
        #expect(run.summarize().relativeAtInstantMs?.p50 == 80)
    }

    @Test func aSegmentedStreamWithoutAWallTimeIsShownWhenDecoded() {
        var run = SegmentPattern(frames: 25).planted(8)
        foreign(&run) { $0.time = nil }
        let summary = run.summarize()
        #expect(summary.playout == nil && summary.bitrateBps == nil && summary.frames.marked == 200)
    }
}
