import LabModel
import Testing

@Suite struct ClockSteppedTests {
    private func run(offsetsMs: [Double]) -> Planted {
        var run = Planted(frames: 0..<251)
        run.trace.clockMethod = .http
        for (index, offset) in offsetsMs.enumerated() {
            run.exchange(atMs: Double(index) * 1_000, offsetMs: offset, roundTripMs: 2)
        }
        return run
    }

    @Test func aStep() {
        let warning = run(offsetsMs: [0, 0, 500, 500]).warning(.clockStep)
        #expect(
            warning?.text
                == "The streamer's clock was stepped 1 time, by +500.0 ms: frames decoded meanwhile have no error bound."
        )
        #expect(
            warning?.remedy
                == "Have the clocks slewed instead of stepped while measuring, and repeat the run."
        )
    }

    @Test func manySteps() {
        let warning = run(offsetsMs: [0, 500, 0, 500, 0]).warning(.clockStep)
        #expect(
            warning?.text
                == "The streamer's clock was stepped 4 times, by +500.0 ms, -500.0 ms, +500.0 ms and 1 more: "
                + "frames decoded meanwhile have no error bound."
        )
    }

    @Test func aSteadyClockHasNone() {
        #expect(run(offsetsMs: [0, 0.1, 0.2]).warning(.clockStep) == nil)
    }
}
