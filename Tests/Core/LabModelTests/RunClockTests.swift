import LabModel
import Synchronization
import Testing

@Suite struct RunClockTests {
    /// A machine whose every reading of the time takes as long as the test says, and whose UTC can be stepped.
    private final class Machine: LabClock {
        private struct State {
            var monotonic: Int64 = 5_000
            var lead: Int64 = 1_800_000_000_000_000_000
            var costs: [Int64] = []
        }

        private let state = Mutex(State())

        func advance(_ nanoseconds: Int64) {
            state.withLock { $0.monotonic += nanoseconds }
        }

        func step(_ nanoseconds: Int64) {
            state.withLock { $0.lead += nanoseconds }
        }

        func cost(_ costs: [Int64]) {
            state.withLock { $0.costs = costs }
        }

        private func read(_ body: (State) -> Int64) -> Int64 {
            state.withLock { state in
                state.monotonic += state.costs.isEmpty ? 0 : state.costs.removeFirst()
                return body(state)
            }
        }

        func now() -> WallTime { WallTime(nanoseconds: read { $0.monotonic + $0.lead }) }
        func monotonicNow() -> MonotonicTime { MonotonicTime(nanoseconds: read { $0.monotonic }) }
        func blockUntil(_ instant: MonotonicTime) {}
        func sleep(until instant: MonotonicTime) async throws {}
    }

    @Test func aStepOfTheMachineIsNoStepOfTheRun() {
        let machine = Machine()
        let clock = RunClock(machine)
        let start = clock.now()
        #expect(start == machine.now())
        machine.advance(1_000_000)
        machine.step(-1_000_000_000)
        #expect(clock.now() - start == .milliseconds(1))
        #expect(clock.lead(of: clock.machine()) == .seconds(-1))
        machine.step(1_500_000_000)
        #expect(clock.lead(of: clock.machine()) == .milliseconds(500))
        #expect(clock.now() - start == .milliseconds(1))
    }

    @Test func instantsOfTheNeverSteppedClockHaveTheirTime() {
        let machine = Machine()
        let clock = RunClock(machine)
        let instant = clock.monotonicNow() + .seconds(3)
        #expect(clock.time(at: instant) - clock.now() == .seconds(3))
    }

    @Test func aPairTellsHowFarItsSidesMayBeApart() {
        let machine = Machine()
        // The first reading is disturbed by 300 µs, the second by 20 ns.
        machine.cost([0, 300_000, 0, 0, 10, 10])
        let pair = ClockPair(reading: machine, attempts: 4)
        #expect(pair.uncertainty == Latency(nanoseconds: 10))
        #expect(pair.difference == Latency(nanoseconds: 1_800_000_000_000_000_000))
    }

    @Test func aPairKeepsTheBestOfWhatItGets() {
        let machine = Machine()
        machine.cost([0, 300_000, 0, 0, 5_000, 0, 0, 900_000, 0])
        let pair = ClockPair(reading: machine, attempts: 3)
        #expect(pair.uncertainty == Latency(nanoseconds: 2_500))
        let error = pair.difference - Latency(nanoseconds: 1_800_000_000_000_000_000)
        #expect(abs(error.nanoseconds) <= pair.uncertainty.nanoseconds)
    }
}
