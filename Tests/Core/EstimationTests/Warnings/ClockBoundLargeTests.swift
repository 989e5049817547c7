import LabModel
import Testing

@Suite struct ClockBoundLargeTests {
    private func run(boundMs: Double) -> Planted {
        var run = Planted()
        run.trace.clockMethod = .http
        (0..<251).forEach { run.show($0) { $0.clockErrorBound = .milliseconds(boundMs) } }
        return run
    }

    @Test func aboveATenthOfTheMedian() {
        let warning = run(boundMs: 2.5).warning(.clockBoundLarge)
        #expect(
            warning?.text
                == "The clock offset may be off by 2.5 ms either way, with a median frame delay of 20.0 ms."
        )
        #expect(
            warning?.remedy == "Ask a nearer clock with --clock URL, or compare with a control stream (--control)."
        )
        #expect(run(boundMs: 2).warning(.clockBoundLarge) == nil)
    }
}
