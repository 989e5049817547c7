import LabModel
import LabTesting
import Testing

@testable import Benchmarking

@Suite(.realTime) struct ClockBenchmarkTests {
    private let benchmark = ClockBenchmark(executables: "")

    private func clock(_ method: ClockMethod) -> Summary.Clock {
        var clock = Summary.Clock()
        clock.method = method
        clock.exchanges = 20
        clock.errorBoundMs = 0.25
        clock.minRttMs = 0.1
        clock.offsetMs = -0.002
        return clock
    }

    @Test func theErrorCountsWithoutItsSign() throws {
        let figures = try benchmark.figures("ntp", of: clock(.ntp))
        #expect(figures.map(\.name) == ["clock_bound.ntp", "clock_bound.ntp_error", "clock_bound.ntp_round_trip"])
        #expect(figures.map(\.value) == [0.25, 0.002, 0.1])
        #expect(figures.allSatisfy { $0.unit == "ms" && $0.isLowerBetter })
    }

    @Test func aClockThatWasNotAskedIsNoGoodOne() {
        #expect(throws: BenchmarkError.wrongWork(benchmark: "clock_bound", reason: "20 exchanges by same-host")) {
            try benchmark.figures("http", of: clock(.sameHost))
        }
        var few = clock(.http)
        few.exchanges = 3
        #expect(throws: BenchmarkError.self) { try benchmark.figures("http", of: few) }
        var unbound = clock(.http)
        unbound.errorBoundMs = nil
        #expect(throws: BenchmarkError.self) { try benchmark.figures("http", of: unbound) }
    }
}
