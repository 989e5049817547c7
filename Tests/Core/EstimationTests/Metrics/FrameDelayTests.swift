import LabModel
import Testing

@testable import Estimation

@Suite struct FrameDelayTests {
    @Test func plantedDelaysComeBack() throws {
        var run = Planted()
        (0..<251).forEach { run.show($0, delayMs: 20 + Double($0 % 5)) }
        let delay = try #require(run.summarize().frameDelayMs)
        #expect(delay.n == 250)
        #expect([delay.min, delay.p25, delay.p50, delay.p75, delay.max] == [20, 21, 22, 23, 24])
        #expect(delay.mean == 22)
        #expect(delay.ci95P50 == [22, 22])
    }

    @Test func theClockOffsetIsAdded() {
        var run = Planted()
        run.clockOffset = .milliseconds(7)
        (0..<251).forEach { run.show($0) }
        #expect(run.summarize().frameDelayMs?.p50 == 27)
    }

    @Test func onlyTheFirstPictureOfAFrameCounts() {
        var run = Planted(frames: 0..<10)
        run.show(9, delayMs: 900)
        #expect(run.summarize().frameDelayMs?.max == 20)
    }

    @Test func negativeDelaysAreKeptAndCounted() {
        var run = Planted(frames: 0..<100)
        (100..<103).forEach { run.show($0, delayMs: -4) }
        (103..<251).forEach { run.show($0) }
        let summary = run.summarize()
        #expect(summary.frameDelayMs?.min == -4)
        #expect(summary.frames.negativeDelay == 3)
    }
}
