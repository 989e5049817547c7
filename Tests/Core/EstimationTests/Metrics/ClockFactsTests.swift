import LabModel
import Testing

@testable import Estimation

@Suite struct ClockFactsTests {
    @Test func oneHostHasNoOffset() {
        let clock = Planted(frames: 0..<251).summarize().clock
        #expect(clock.method == .sameHost)
        #expect([clock.offsetMs, clock.driftPpm, clock.errorBoundMs, clock.errorBoundMaxMs] == [0, 0, 0, 0])
    }

    @Test func boundsAndExchangesAreTold() {
        var run = Planted()
        run.trace.clockMethod = .http
        run.clockOffset = .milliseconds(3)
        for number in 0..<5 {
            run.show(number) { $0.clockErrorBound = .milliseconds(Double(number)) }
        }
        run.ask(newest: 1)
        run.trace.exchanges[0].t4 = run.trace.exchanges[0].t1 + .milliseconds(2)
        run.trace.events = [RunEvent(tS: 1, code: "clock_step", text: "The clock was stepped.")]
        let clock = run.summarize().clock
        #expect(clock.offsetMs == 3)
        #expect(clock.errorBoundMs == 2)
        #expect(clock.errorBoundMaxMs == 4)
        #expect(clock.exchanges == 1)
        #expect(clock.minRttMs == 2)
        #expect(clock.steps == 1)
        #expect(clock.driftPpm == nil)
    }

    @Test func nothingIsKnownWithoutAClock() {
        var run = Planted()
        run.trace.clockMethod = .none
        run.clockOffset = nil
        run.show(0)
        let clock = run.summarize().clock
        #expect(clock.method == .none)
        #expect(clock.offsetMs == nil)
        #expect(clock.errorBoundMs == nil)
    }
}
