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

    @Test func exchangesThatToldNothing() {
        var run = Planted()
        run.clockOffset = nil
        run.trace.clockMethod = .http
        (0..<251).forEach { run.show($0) }
        #expect(run.warning(.clockUnknown)?.text.contains("no delay is given") == true)
    }

    @Test func aReferenceThatTheStreamerFollowsToAnUnknownBound() {
        var run = Planted(frames: 0..<251)
        run.trace.clockMethod = .ntp
        run.exchange(atMs: 0, offsetMs: 0, roundTripMs: 2)
        run.trace.isClockDirect = false
        let warning = run.warning(.clockUnknown)
        #expect(
            warning?.text
                == "The streamer does not say how far its clock may be from the reference that was asked: "
                + "the delays have no error bound."
        )
        #expect(warning?.remedy == "Ask the streamer's own clock with --clock URL.")
        run.trace.streamerClockBound = .milliseconds(1)
        #expect(run.warning(.clockUnknown) == nil)
    }
}
