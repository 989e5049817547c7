import LabModel
import Testing

@testable import Media

@Suite struct WatchdogTests {
    @Test func stopsWhenTheTimeIsOver() {
        let clock = ManualClock()
        let watchdog = Watchdog(interrupt: Interrupt(), clock: clock)
        #expect(!watchdog.mustStop)
        watchdog.beginCall("waiting for media", limit: .seconds(2))
        clock.advance(by: .milliseconds(1_999))
        #expect(!watchdog.mustStop)
        #expect(watchdog.error(at: "x") == nil)
        clock.advance(by: .milliseconds(1))
        #expect(watchdog.mustStop)
        #expect(watchdog.error(at: "x") == .timedOut(address: "x", doing: "waiting for media", seconds: 2))
        watchdog.beginCall("waiting for media", limit: .seconds(2))
        #expect(!watchdog.mustStop)
    }

    @Test func callsInsideDoNotProlongTheWhole() {
        let clock = ManualClock()
        let watchdog = Watchdog(interrupt: Interrupt(), clock: clock)
        watchdog.beginWhole("opening the stream", limit: .seconds(2))
        clock.advance(by: .seconds(1))
        watchdog.beginCall("waiting for media", limit: .seconds(10))
        clock.advance(by: .seconds(1))
        #expect(watchdog.mustStop)
        #expect(watchdog.error(at: "x") == .timedOut(address: "x", doing: "opening the stream", seconds: 2))
        watchdog.endWhole()
        watchdog.beginCall("waiting for media", limit: .seconds(10))
        #expect(!watchdog.mustStop)
    }

    @Test func cancellingComesFirst() {
        let clock = ManualClock()
        let interrupt = Interrupt()
        let watchdog = Watchdog(interrupt: interrupt, clock: clock)
        watchdog.beginCall("waiting for media", limit: .zero)
        interrupt.cancel()
        #expect(watchdog.mustStop)
        #expect(watchdog.error(at: "x") == .cancelled)
    }
}
