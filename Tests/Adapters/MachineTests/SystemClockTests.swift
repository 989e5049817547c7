import LabModel
import Machine
import Testing

@Suite struct SystemClockTests {
    let clock = SystemClock()

    @Test func wallTimeIsOfThisCentury() {
        #expect(clock.now().iso8601.hasPrefix("20"))
    }

    @Test func monotonicTimeNeverGoesBack() {
        var last = clock.monotonicNow()
        for _ in 0..<10_000 {
            let next = clock.monotonicNow()
            #expect(next >= last)
            last = next
        }
    }

    @Test func blockingEndsAtOrAfterTheInstant() {
        let instant = clock.monotonicNow() + .milliseconds(3)
        clock.blockUntil(instant)
        #expect(clock.monotonicNow() >= instant)
        clock.blockUntil(instant)
    }

    @Test func sleepingEndsAtOrAfterTheInstant() async throws {
        let instant = clock.monotonicNow() + .milliseconds(3)
        try await clock.sleep(until: instant)
        #expect(clock.monotonicNow() >= instant)
    }

    @Test func cancelledSleepThrows() async {
        let task = Task { try await clock.sleep(for: .seconds(3_600)) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
