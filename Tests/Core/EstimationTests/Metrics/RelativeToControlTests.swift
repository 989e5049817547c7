import LabModel
import LabTesting
import Testing

@testable import Estimation

@Suite struct RelativeToControlTests {
    /// A run whose test is 20 ms and whose control is 5 ms after the stamp.
    private static func planted(test: Range<Int> = 0..<251, control: Range<Int> = 0..<251) -> Planted {
        var run = Planted(frames: test)
        run.trace.controlKind = .stream
        control.forEach { run.showControl($0) }
        return run
    }

    @Test func framesOfBothAreSubtracted() throws {
        let delay = try #require(Self.planted().summarize().relativeToControlMs)
        // Frame 250 was stamped at the end, and counts in neither.
        #expect([delay.matched, delay.onlyTest, delay.onlyControl] == [250, 0, 0])
        #expect(delay.values.n == 250)
        #expect([delay.values.min, delay.values.p50, delay.values.max] == [15, 15, 15])
        #expect(delay.values.ci95P50 == [15, 15])
    }

    @Test func noClockIsNeeded() throws {
        var run = Planted()
        run.clockOffset = nil
        (0..<251).forEach { run.show($0) }
        (0..<251).forEach { run.showControl($0) }
        let summary = run.summarize()
        #expect(summary.relativeToControlMs?.values.p95 == 15)
        #expect(summary.frameDelayMs == nil)
        #expect(summary.controlDelayMs == nil)
    }

    @Test func theFasterStreamMayBeTheOneUnderTest() {
        var run = Planted(frames: 0..<251)
        (0..<251).forEach { run.showControl($0, delayMs: 300) }
        #expect(run.summarize().relativeToControlMs?.values.p50 == -280)
    }

    @Test func lostFramesAreCountedOnTheSideThatShowedThem() throws {
        var run = Planted(frames: 0..<100)
        (110..<251).forEach { run.show($0) }
        (0..<240).filter { $0 != 50 }.forEach { run.showControl($0) }
        let summary = run.summarize()
        let delay = try #require(summary.relativeToControlMs)
        // The test lost 100 to 109; the control 50, and 240 to 249 at its end.
        #expect([delay.matched, delay.onlyTest, delay.onlyControl] == [229, 11, 10])
        #expect(delay.matched + delay.onlyTest == summary.frames.marked)
    }

    @Test func onlyTheFirstPictureOfAFrameCounts() throws {
        var run = Planted(frames: 0..<100)
        run.show(99, delayMs: 35)
        run.show(60, delayMs: 2_000)
        (100..<251).forEach { run.show($0) }
        for number in 0..<251 {
            run.showControl(number)
            run.showControl(number, delayMs: 9)
        }
        let delay = try #require(run.summarize().relativeToControlMs)
        #expect(delay.matched == 250)
        #expect([delay.values.min, delay.values.max] == [15, 15])
    }

    @Test func backlogAndWhatComesAfterTheEndCountNowhere() throws {
        var run = Planted(frames: 0..<260)
        run.trace.join = Planted.at(ms: 395)
        (0..<260).forEach { run.showControl($0, delayMs: $0 < 10 ? 4_000 : 5) }
        let delay = try #require(run.summarize().relativeToControlMs)
        #expect([delay.matched, delay.onlyTest, delay.onlyControl] == [240, 0, 0])
        #expect(delay.values.max == 15)
    }

    @Test func unreadableAndUndecodedControlFramesAreNone() throws {
        var run = Planted(frames: 0..<251)
        for number in 0..<251 {
            run.showControl(number) { sample in
                sample.stamp = number == 7 ? nil : sample.stamp
                sample.decoded = number == 8 ? nil : sample.decoded
            }
        }
        let delay = try #require(run.summarize().relativeToControlMs)
        #expect([delay.matched, delay.onlyTest, delay.onlyControl] == [248, 2, 0])
    }

    @Test func equalNumbersOfOtherStreamsAreOtherFrames() throws {
        let other = StreamID(rawValue: 9)
        var run = Planted(frames: 0..<251)
        (0..<251).forEach { run.showControl($0, stream: other) }
        let delay = try #require(run.summarize().relativeToControlMs)
        #expect([delay.matched, delay.onlyTest, delay.onlyControl] == [0, 250, 250])
        #expect(delay.values.n == 0 && delay.values.p50 == nil)
    }

    @Test func aRestartIsFollowedInBoth() throws {
        let second = StreamID(rawValue: 9)
        var run = Planted(frames: 0..<100)
        (0..<100).forEach { run.showControl($0) }
        (120..<251).forEach { run.show($0, delayMs: 30, stream: second, epoch: 1) }
        (120..<251).forEach { run.showControl($0, stream: second) }
        let delay = try #require(run.summarize().relativeToControlMs)
        #expect([delay.matched, delay.onlyTest, delay.onlyControl] == [230, 0, 0])
        #expect([delay.values.min, delay.values.max] == [15, 25])
    }

    @Test func theHoleBetweenEpochsIsAGapInTime() throws {
        var run = Planted(frames: 0..<100)
        (150..<251).forEach { run.show($0, epoch: 1) }
        (0..<251).forEach { run.showControl($0) }
        let summary = run.summarize()
        #expect(summary.frames.dropped == 0)
        #expect(summary.relativeToControlMs?.onlyControl == 0)
        #expect(summary.relativeSignalMs?.values.n == 200)
    }

    @Test func aTestThatShowedNothingLeavesTheControlAlone() throws {
        var run = Planted()
        (-5..<0).forEach { number in run.showControl(0) { $0.stamp?.time = Planted.at(ms: Double(number) * 40) } }
        (1..<300).forEach { run.showControl($0) }
        let summary = run.summarize()
        let delay = try #require(summary.relativeToControlMs)
        // Nothing is known of the clocks then: the end is not known by the streamer's.
        #expect([delay.matched, delay.onlyTest] == [0, 0])
        #expect(delay.onlyControl == 300)
        #expect(summary.relativeSignalMs == nil)
    }

    @Test func aControlThatShowedNothingIsSaid() throws {
        let summary = Self.planted(control: 0..<0).summarize()
        let delay = try #require(summary.relativeToControlMs)
        #expect([delay.matched, delay.onlyTest, delay.onlyControl] == [0, 250, 0])
        #expect(summary.relativeSignalMs == nil && summary.controlDelayMs == nil)
    }

    @Test func withoutAControlNothingIsSaid() {
        let summary = Planted(frames: 0..<251).summarize()
        #expect(summary.relativeToControlMs == nil && summary.relativeSignalMs == nil)
        #expect(summary.relativeAtInstantMs == nil && summary.controlDelayMs == nil)
    }

    @Test func marksWithoutNumbersCannotBeMatched() {
        var run = Planted()
        for number in 0..<251 {
            run.show(number) { $0.stamp?.number = nil }
            run.showControl(number)
        }
        let summary = run.summarize()
        #expect(summary.relativeToControlMs == nil && summary.relativeSignalMs == nil)
    }

    @Test func seriesInTimeOrderHaveIntervals() throws {
        var run = Planted()
        var random = SeededGenerator(seed: 5)
        for number in 0..<251 {
            run.show(number, delayMs: Double(Int.random(in: 20...39, using: &random)))
            run.showControl(number)
        }
        let values = try #require(run.summarize().relativeToControlMs?.values)
        let interval = try #require(values.ci95P50)
        #expect(interval[0] <= values.p50 ?? .nan && values.p50 ?? .nan <= interval[1])
        #expect(interval[0] < interval[1])
        #expect(run.summarize().relativeToControlMs?.values == values)
    }
}
