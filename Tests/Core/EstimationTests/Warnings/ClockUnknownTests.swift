import LabModel
import Testing

@Suite struct ClockUnknownTests {
    @Test func aLiveRunWithoutAClock() {
        var run = Planted()
        run.clockOffset = nil
        run.trace.clockMethod = .none
        (0..<251).forEach { run.show($0) }
        let warning = run.warning(.clockUnknown)
        #expect(
            warning?.text
                == "Nothing is known of the offset between the clocks of streamer and receiver: no delay is given."
        )
        #expect(warning?.remedy == "Give the streamer's clock with --clock URL, or run both on one machine.")
        run.trace.join = nil
        #expect(run.warning(.clockUnknown) == nil)
    }
}
