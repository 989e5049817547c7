import LabModel
import Testing

@testable import Estimation

@Suite struct RatePeriodsTests {
    private func periods(_ run: Planted, seconds: Double) -> [Summary.Period] {
        var options = EstimationOptions()
        options.period = .seconds(seconds)
        return run.summarize(options: options).frameRate.periods
    }

    @Test func theLastPartialPeriodIsListed() {
        let periods = periods(Planted(frames: 0..<251), seconds: 4)
        #expect(periods.map(\.startS) == [0, 4, 8])
        #expect(periods.map(\.frames) == [100, 100, 50])
        #expect(periods.allSatisfy { abs(($0.fps ?? 0) - 25) < 1e-9 && $0.frameDelayMs == 20 && $0.dropped == 0 })
        #expect(periods.allSatisfy { abs(($0.bitrateBps ?? 0) - 200_000) < 1e-6 })
    }

    @Test func aTinyRemainderJoinsTheLastPeriod() {
        let periods = periods(Planted(frames: 0..<251), seconds: 9.8)
        #expect(periods.map(\.frames) == [250])
        #expect(self.periods(Planted(frames: 0..<251), seconds: 9.4).map(\.frames) == [235, 15])
    }

    @Test func dropsBelongToThePeriodOfTheNextFrame() {
        var run = Planted(frames: 0..<80)
        run.showUnreadable(98)
        (101..<120).forEach { run.show($0) }
        (130..<251).forEach { run.show($0) }
        let periods = periods(run, seconds: 4)
        #expect(periods.map(\.dropped) == [0, 30, 0])
        #expect(run.summarize().frames.dropped == 30)
    }

    /// Pictures that stand for the last frames sent lie in no gap, and take no drop away.
    @Test func periodsAddUpToTheRunsDrops() {
        var run = Planted(frames: 0..<95)
        run.show(97)
        (98..<251).forEach { run.showUnreadable($0) }
        run.ask(newest: 260)
        let summary = run.summarize()
        #expect(summary.frames.dropped == 2)
        #expect(summary.frameRate.periods.compactMap(\.dropped).reduce(0, +) == 2)
    }

    /// A picture that fills a gap is not shown where the next one follows within a millisecond; the gap is filled all the
    /// same.
    @Test func aPictureThatIsNotShownFillsItsGap() {
        var run = Planted(frames: 0..<50)
        run.showUnreadable(50, delayMs: 59.5)
        run.show(51)
        (52..<251).forEach { run.show($0) }
        let summary = run.summarize()
        #expect(summary.frames.dropped == 0 && summary.frames.filled == 1)
        #expect(summary.frameRate.periods.compactMap(\.dropped) == [0])
    }

    @Test func anEmptyPeriodHasNoRate() {
        var run = Planted(frames: 0..<50)
        (200..<251).forEach { run.show($0) }
        let periods = periods(run, seconds: 2)
        #expect(periods.map(\.frames) == [50, 0, 0, 0, 50])
        #expect(periods[1].fps == nil)
        #expect(periods[4].fps == 50 / 8.0)
        #expect(periods[4].dropped == 150)
    }

    @Test func periodsCountFromTheFirstMarkedPicture() {
        var run = Planted()
        run.trace.join = Planted.at(ms: 190)
        run.show(0, delayMs: 200)
        (5..<251).forEach { run.show($0) }
        #expect(periods(run, seconds: 10).map(\.startS) == [0.02])
    }

    @Test func absurdOptionsAreBounded() {
        let run = Planted(frames: 0..<251)
        #expect(periods(run, seconds: 0).count == 9_960)
        #expect(periods(run, seconds: -1).count == 9_960)
    }
}
