import LabModel
import Testing

@Suite struct PlantedClockTests {
    private static let start = WallTime(nanoseconds: 1_800_000_000_000_000_000)

    /// A clock that stands, on both sides.
    private struct StandingClock: LabClock {
        var wall: WallTime
        func now() -> WallTime { wall }
        func monotonicNow() -> MonotonicTime { MonotonicTime(nanoseconds: 7) }
        func blockUntil(_ instant: MonotonicTime) {}
        func sleep(until instant: MonotonicTime) async throws {}
    }

    @Test(
        arguments: [
            (0, 250_000_000), (1, 250_100_000), (-1, 249_900_000), (3_600, 610_000_000),
        ] as [(Double, Int64)]
    )
    func leadGrowsWithTime(seconds: Double, lead: Int64) {
        let error = PlantedClockError(offset: .milliseconds(250), driftPpm: 100, since: Self.start)
        let instant = Self.start + .seconds(seconds)
        #expect(error.lead(at: instant).nanoseconds == lead)
        let clock = PlantedClock(StandingClock(wall: instant), error: error)
        #expect(clock.now() - instant == Latency(nanoseconds: lead))
        #expect(clock.monotonicNow() == MonotonicTime(nanoseconds: 7))
    }

    @Test func itsTextReadsBack() {
        for error in [
            PlantedClockError(offset: .milliseconds(250), driftPpm: 100, since: Self.start),
            PlantedClockError(offset: .seconds(-1), driftPpm: -0.125, since: WallTime(nanoseconds: -5)),
        ] {
            #expect(PlantedClockError("\(error)") == error)
        }
        let text = PlantedClockError(offset: .milliseconds(250), driftPpm: 100, since: Self.start).description
        #expect(text == "250000000:100.0:1800000000000000000")
    }

    @Test(arguments: ["", "1", "1:2", "1:2:3:4", "x:2:3", "1:nan:3", "1:inf:3", "1:2:3.5", "1::3", " 1:2:3"])
    func otherTextsAreNone(text: String) {
        #expect(PlantedClockError(text) == nil)
    }
}
