import LabModel
import Testing

@testable import Estimation

/// Runs that hold more than one stream, or more than one line of presentation times.
@Suite struct EpochTests {
    private let second = StreamID(rawValue: 8)

    /// A second stream whose frame 0 is stamped where frame `shift` of the first would be.
    private func restart(_ run: inout Planted, frames: Range<Int>, shift: Int, epoch: UInt16 = 1) {
        for number in frames {
            run.show(number, delayMs: 20 + Double(shift) * 40, stream: second, epoch: epoch) { sample in
                sample.stamp?.time = Planted.at(ms: Double(number + shift) * 40)
            }
        }
    }

    @Test func aRestartedStreamerLeavesAGapInTimeNotDrops() {
        var run = Planted(frames: 0..<90)
        run.show(95)
        restart(&run, frames: 0..<40, shift: 150)
        restart(&run, frames: 45..<101, shift: 150)
        // The first stream: 0 to 95 with five missing; the second: 0 to 99 with five missing, 100 after the end.
        let summary = run.summarize()
        #expect(summary.frames.line == "expected 196 decoded 186 marked 186 dropped 10")
        #expect(summary.frames.expectedMethod == .clock)
        #expect(summary.signalDelayMs?.values.n == 196)
        #expect(summary.signalDelayMs?.censored == 0)
    }

    @Test func theSecondStreamCountsFromItsFirstFrameSeen() {
        var run = Planted(frames: 0..<100)
        restart(&run, frames: 30..<101, shift: 150)
        #expect(run.summarize().frames.line == "expected 170 decoded 170 marked 170")
    }

    @Test func onlyTheLastStreamIsExtrapolated() {
        var run = Planted(frames: 0..<100)
        restart(&run, frames: 0..<50, shift: 150)
        #expect(run.summarize().frames.line == "expected 200 decoded 150 marked 150 unresolved 50")
    }

    @Test func aRestartBehindTheEndAddsNothing() {
        var run = Planted(frames: 0..<251)
        restart(&run, frames: 3..<10, shift: 260)
        #expect(run.summarize().frames.line == "expected 250 decoded 250 marked 250")
    }

    @Test func aJumpOfPresentationTimeLeavesAHole() {
        var run = Planted(frames: 0..<100)
        (150..<160).forEach { run.show($0, epoch: 1) }
        (163..<251).forEach { run.show($0, epoch: 1) }
        run.show(120, delayMs: 6_000, epoch: 1)
        // 100 to 149 are a hole, of which 120 was seen late; 160 to 162 were dropped.
        let summary = run.summarize()
        #expect(
            summary.frames.line == "expected 201 decoded 198 marked 198 dropped 3 out_of_order 1"
        )
        #expect(summary.signalDelayMs?.values.n == 201)
    }

    @Test func framesSeenAgainBehindAJumpAreDuplicates() {
        var run = Planted(frames: 0..<100)
        (90..<251).forEach { run.show($0, delayMs: 500, epoch: 1) }
        #expect(run.summarize().frames.line == "expected 250 decoded 260 marked 250 duplicated 10")
    }

    @Test func unreadablePicturesNeverFillAHole() {
        var run = Planted(frames: 0..<100)
        run.showUnreadable(100)
        run.showUnreadable(149, epoch: 1)
        (150..<251).forEach { run.show($0, epoch: 1) }
        #expect(run.summarize().frames.line == "expected 200 decoded 202 marked 200 unreadable 2")
    }

    @Test func presentationOrderDecidesWhichGapIsFilled() {
        var run = Planted()
        let plan: [(Int, Bool)] = [(0, true), (1, true), (4, true), (2, false), (3, true), (5, true), (8, true)]
        for (position, (number, isReadable)) in plan.enumerated() {
            run.show(number, delayMs: 200 + Double(position - number) * 40) { sample in
                sample.presentationTime = .milliseconds(Double(number) * 40)
                sample.stamp = isReadable ? sample.stamp : nil
            }
        }
        run.trace.end = nil
        #expect(
            run.summarize().frames.line
                == "expected 9 decoded 7 marked 6 filled 1 dropped 2 out_of_order 1 unreadable 1"
        )
    }

    @Test func foreignMarksWithoutNumbersCountNoDrops() {
        var run = Planted()
        for number in [0, 1, 1, 2, 1, 5, 6] + Array(7..<251) {
            run.show(number, stream: .foreign) { $0.stamp?.number = nil }
        }
        let summary = run.summarize()
        #expect(
            summary.frames.line
                == "expected null decoded 250 marked 248 filled null dropped null duplicated 1 repeated 1 unresolved null"
        )
        #expect(summary.signalDelayMs == nil)
        #expect(summary.frameDelayMs?.n == 248)
    }

    @Test func foreignMarksWithoutNumbersNeedNoFrameThatProvesTheEnd() {
        var run = Planted()
        run.trace.join = Planted.at(ms: 95)
        for number in 0..<200 {
            run.show(number, stream: .foreign) { $0.stamp?.number = nil }
        }
        let summary = run.summarize()
        #expect(summary.frames.marked == 197)
        #expect(summary.frames.backlog == 3)
        #expect(summary.frameDelayMs?.n == 197)
    }

    @Test func foreignMarksWithoutTimeHaveNoDelays() {
        var run = Planted()
        for number in [3, 4, 5, 5, 9] {
            run.show(number, stream: .foreign) { $0.stamp?.time = nil }
        }
        let summary = run.summarize()
        #expect(summary.frames.line == "expected 7 decoded 5 marked 4 dropped 3 repeated 1")
        #expect(summary.frames.expectedMethod == .listed)
        #expect(summary.frameDelayMs == nil)
        #expect(summary.signalDelayMs == nil)
        #expect(summary.jitterMs == nil)
    }

    @Test func foreignMarksWithNeitherAreAllNew() {
        var run = Planted()
        for number in 0..<5 {
            run.show(number, stream: .foreign) { sample in
                sample.stamp?.time = nil
                sample.stamp?.number = nil
            }
        }
        #expect(
            run.summarize().frames.line
                == "expected null decoded 5 marked 5 filled null dropped null unresolved null"
        )
    }

    @Test func absurdStampsDoNotTrap() {
        for time in [Int64.min, .max, 0] {
            var run = Planted(frames: 0..<10)
            run.show(4_000_000_000) { $0.stamp?.time = WallTime(nanoseconds: time) }
            run.show(11) { $0.stamp?.time = WallTime(nanoseconds: ~time) }
            _ = run.summarize()
            run.trace.end = nil
            _ = run.summarize()
            run.trace.join = nil
            run.trace.nominalPeriod = Latency(nanoseconds: 1)
            _ = run.summarize()
        }
    }
}
