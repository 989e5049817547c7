import LabModel
import Testing

@testable import Estimation

@Suite struct FrameRatesTests {
    @Test func aSteadyStream() {
        let rate = Planted(frames: 0..<251).summarize().frameRate
        #expect(abs((rate.meanFps ?? 0) - 25) < 1e-9)
        #expect(abs((rate.harmonicFps ?? 0) - 25) < 1e-9)
    }

    @Test func aLongGapWeighsAsLongAsItLasts() {
        var run = Planted(frames: 0..<26)
        (50..<76).forEach { run.show($0) }
        let rate = run.summarize().frameRate
        #expect(rate.meanFps == 51 / 3.0)
        #expect(abs((rate.harmonicFps ?? 0) - 3 / (50 * 0.04 * 0.04 + 1)) < 1e-9)
    }

    @Test func repeatsShowNothingNewAndUnreadablePicturesDo() {
        var run = Planted(frames: 0..<10)
        run.show(9, delayMs: 25)
        run.showUnreadable(10)
        (11..<26).forEach { run.show($0) }
        #expect(run.summarize().frameRate.meanFps == 25)
    }

    @Test func ofPicturesShownTogetherOnlyTheLastCounts() {
        var run = Planted(frames: 0..<10)
        run.show(10, delayMs: 59.5)
        run.show(11, delayMs: 20)
        (12..<26).forEach { run.show($0) }
        let rate = run.summarize().frameRate
        #expect(rate.meanFps == 24)
        #expect(rate.periods.first?.frames == 25)
    }

    @Test func oneOrNoPictureHasNoRate() {
        #expect(Planted(frames: 0..<1).summarize().frameRate.meanFps == nil)
        #expect(Planted(frames: 0..<0).summarize().frameRate.periods.isEmpty)
    }

    @Test func aFileIsShownByItsPresentationTimes() {
        var run = Planted()
        for number in 0..<51 {
            run.show(number, delayMs: -Double(number) * 39, epoch: number < 20 ? 0 : 1) { sample in
                sample.presentationTime = .milliseconds(Double(number) * 20 + (number < 20 ? 0 : 90_000))
            }
        }
        run.trace.join = nil
        run.trace.clockMethod = .none
        run.trace.nominalPeriod = .milliseconds(20)
        #expect(run.summarize().frameRate.meanFps == 50)
    }
}
