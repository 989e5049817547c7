import LabModel
import Testing

@testable import Receiving

@Suite struct StreamerReadingTests {
    /// Counters after so many seconds of 25 ticks, one in five of them late and one in ten skipped.
    private func reading(uptime: Double, at second: Double, after trip: Double = 0.1) -> StreamerReading {
        var counters = StreamerCounters()
        counters.uptime = .seconds(uptime)
        counters.cpuTime = .seconds(uptime / 2)
        counters.ticks = Int(uptime * 25)
        counters.late = Int(uptime * 5)
        counters.skipped = Int(uptime * 2.5)
        return StreamerReading(
            counters: counters,
            asked: MonotonicTime(nanoseconds: Int64((second - trip) * 1e9)),
            instant: MonotonicTime(nanoseconds: Int64(second * 1e9))
        )
    }

    @Test func aRunHasWhatWasCountedInIt() throws {
        let part = try #require(reading(uptime: 1_010, at: 510).summary(since: reading(uptime: 1_000, at: 500)))
        #expect(part.ticks == 250 && part.late == 50 && part.skipped == 25)
        #expect(abs(try #require(part.cpuCores) - 0.5) < 1e-9)
    }

    /// Nobody knows how much of it belongs to the run.
    @Test func withoutAReadingBeforeItNothingCounts() {
        #expect(reading(uptime: 1_000, at: 510).summary(since: nil) == nil)
    }

    /// Of one that was started anew within the run nobody knows what it counted before.
    @Test(arguments: [(1_000.0, 4.0), (1.0, 6.0), (2.0, 7.0)])
    func aProcessThatWasStartedAnewSaysNothingOfTheRun(before: Double, after: Double) {
        #expect(reading(uptime: after, at: 510).summary(since: reading(uptime: before, at: 500)) == nil)
    }

    /// One that had begun just before the run, and was started anew soon: its counts look as though they went on.
    @Test func aSecondLaterIsAnotherProcess() {
        #expect(reading(uptime: 9, at: 510).summary(since: reading(uptime: 0.4, at: 500)) == nil)
    }

    @Test func anAnswerMayTakeAWhile() {
        let before = reading(uptime: 1_000, at: 500)
        #expect(reading(uptime: 1_010, at: 511.5, after: 1.6).summary(since: before)?.ticks == 250)
        #expect(reading(uptime: 1_010, at: 511.5, after: 1).summary(since: before) == nil)
    }

    /// Two clocks that differ by 46 ppm, a day long.
    @Test func clocksMayDriftApart() {
        let month = 2_592_000.0
        let part = reading(uptime: month + 86_404, at: 86_900).summary(since: reading(uptime: month, at: 500))
        #expect(part?.ticks == 2_160_100 && part?.late == 432_020)
    }

    /// 231 ppm are more than two quartzes drift apart.
    @Test func anotherProcessIsNoDrift() {
        #expect(reading(uptime: 86_420, at: 86_900).summary(since: reading(uptime: 0, at: 500)) == nil)
        #expect(reading(uptime: 86_380, at: 86_900).summary(since: reading(uptime: 0, at: 500)) == nil)
    }
}
