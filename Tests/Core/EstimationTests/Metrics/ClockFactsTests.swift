import LabModel
import Testing

@testable import Estimation

@Suite struct ClockFactsTests {
    @Test func oneHostHasNoOffset() {
        let clock = Planted(frames: 0..<251).summarize().clock
        #expect(clock.method == .sameHost)
        #expect([clock.offsetMs, clock.driftPpm, clock.errorBoundMs, clock.errorBoundMaxMs] == [0, 0, 0, 0])
    }

    @Test func boundsAreTheSamplesAndTheRestIsTheFits() throws {
        var run = Planted()
        run.trace.clockMethod = .http
        run.clockOffset = .milliseconds(3)
        for number in 0..<5 {
            run.show(number) { $0.clockErrorBound = .milliseconds(Double(number)) }
        }
        run.exchange(atMs: 0, offsetMs: 1, roundTripMs: 2)
        run.exchange(atMs: 1_000, offsetMs: 1.1, roundTripMs: 4)
        let clock = run.summarize().clock
        // The middle frame is decoded at 100 ms; the exchanges say 1 ms ± 1 and 1.1 ms ± 2, drifted 180 µs at most.
        #expect(abs(try #require(clock.offsetMs) - 1) < 0.1)
        #expect(clock.errorBoundMs == 2)
        #expect(clock.errorBoundMaxMs == 4)
        #expect(clock.exchanges == 2)
        #expect(clock.minRttMs == 2)
        #expect(clock.steps == 0)
        #expect(abs(try #require(clock.driftPpm) - 100) < 0.2)
    }

    @Test func anExchangeThatContradictsItselfIsNotTheShortest() {
        var run = Planted(frames: 0..<251)
        run.trace.clockMethod = .http
        run.exchange(atMs: 0, offsetMs: 0, roundTripMs: -50)
        run.exchange(atMs: 100, offsetMs: 0, roundTripMs: 7)
        let clock = run.summarize().clock
        #expect(clock.exchanges == 2)
        #expect(clock.minRttMs == 7)
    }

    @Test func aStepIsCountedAndTold() {
        var run = Planted(frames: 0..<251)
        run.trace.clockMethod = .http
        (0..<5).forEach { run.exchange(atMs: Double($0) * 1_000, offsetMs: 0, roundTripMs: 2) }
        (5..<10).forEach { run.exchange(atMs: Double($0) * 1_000, offsetMs: -1_000, roundTripMs: 2) }
        run.trace.events = [RunEvent(tS: 9, code: "reconnected", text: "Again.")]
        let summary = run.summarize()
        #expect(summary.clock.steps == 1)
        #expect(summary.events.map(\.code) == ["clock_step", "reconnected"])
        // Seconds count from join, 10 ms before the first frame.
        #expect(summary.events[0].text == "The streamer's clock was stepped by -1000.0 ms between 4.01 s and 5.01 s.")
        run.trace.events = [RunEvent(tS: 4.5, code: "clock_step", text: "Noticed.")]
        #expect(run.summarize().events.map(\.text) == ["Noticed."])
    }

    @Test func oneHostWhoseClockJumpedIsFitted() {
        var run = Planted(frames: 0..<251)
        run.trace.clockJumps = [
            ClockJump(end: .receiver, after: Planted.at(ms: 4_000), before: Planted.at(ms: 5_000), size: .seconds(1))
        ]
        let clock = run.summarize().clock
        #expect(clock.method == .sameHost)
        #expect(clock.steps == 1)
        #expect(clock.offsetMs == 1_000)
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
