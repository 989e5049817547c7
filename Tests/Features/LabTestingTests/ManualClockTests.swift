import LabModel
import LabTesting
import Testing

@Suite struct ManualClockTests {
    @Test func movesOnlyWhenToldOrWaitedFor() async throws {
        let clock = ManualClock(at: WallTime(nanoseconds: 5))
        #expect(clock.now().nanoseconds == 5)
        clock.advance(by: .milliseconds(2))
        #expect(clock.now().nanoseconds == 2_000_005)
        #expect(clock.monotonicNow().nanoseconds == 2_000_000)
        clock.blockUntil(MonotonicTime(nanoseconds: 3_000_000))
        #expect(clock.now().nanoseconds == 3_000_005)
        clock.blockUntil(MonotonicTime(nanoseconds: 1))
        try await clock.sleep(for: .milliseconds(1))
        #expect(clock.monotonicNow().nanoseconds == 4_000_000)
    }

    @Test func stepsLeaveTheMonotonicSideAlone() {
        let clock = ManualClock(at: WallTime(nanoseconds: 0))
        clock.step(by: .seconds(-1))
        #expect(clock.now().nanoseconds == -1_000_000_000)
        #expect(clock.monotonicNow().nanoseconds == 0)
    }
}
