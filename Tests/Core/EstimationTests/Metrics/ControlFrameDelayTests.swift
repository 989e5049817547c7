import LabModel
import Testing

@testable import Estimation

@Suite struct ControlFrameDelayTests {
    @Test func framesOfTheMeasuredStretchCountOnce() throws {
        var run = Planted(frames: 0..<260)
        run.trace.join = Planted.at(ms: 395)
        for number in 0..<260 {
            run.showControl(number, delayMs: number < 10 ? 3_000 : 5)
            run.showControl(number, delayMs: 500)
        }
        let values = try #require(run.summarize().controlDelayMs)
        // 0 to 9 were stamped before the join, 250 to 259 after the end.
        #expect(values.n == 240)
        #expect([values.min, values.max] == [5, 5])
    }

    @Test func backlogOfAConnectionIsNoDelay() throws {
        var run = Planted(frames: 0..<251)
        for number in 0..<250 {
            run.showControl(number, delayMs: number < 25 ? 1_000 : 5) { $0.isBacklog = number < 25 }
        }
        let values = try #require(run.summarize().controlDelayMs)
        #expect(values.n == 225)
        #expect([values.min, values.max] == [5, 5])
    }

    @Test func theOffsetIsTheControlSamplesOwn() {
        var run = Planted(frames: 0..<251)
        (0..<251).forEach { run.showControl($0) { $0.clockOffset = .milliseconds(2) } }
        #expect(run.summarize().controlDelayMs?.p50 == 7)
        #expect(run.summarize().frameDelayMs?.p50 == 20)
    }

    @Test func itStandsBesideOnePictureToo() {
        var run = Planted()
        run.trace.controlKind = .picture
        for number in 0..<100 {
            run.show(number, delayMs: 90)
            run.showControl(number + 2, delayMs: 10)
        }
        #expect(run.summarize().controlDelayMs?.p50 == 10)
    }

    @Test func unreadableUndecodedAndUntimedFramesHaveNone() {
        var run = Planted(frames: 0..<251)
        for number in 0..<100 {
            run.showControl(number) { sample in
                sample.stamp = number == 7 ? nil : sample.stamp
                sample.decoded = number == 8 ? nil : sample.decoded
                let time = sample.stamp?.time
                sample.stamp?.time = number == 9 ? nil : time
                sample.clockOffset = number == 10 ? nil : sample.clockOffset
            }
        }
        #expect(run.summarize().controlDelayMs?.n == 96)
    }
}
