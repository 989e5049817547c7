import LabModel
import Testing

@Suite struct NegativeDelayTests {
    @Test func tellsHowManyAndHowFar() {
        var run = Planted(frames: 0..<249)
        run.show(249, delayMs: -3.2)
        run.show(250)
        let warning = run.warning(.negativeDelay)
        #expect(
            warning?.text
                == "1 frame of 250 decoded before being stamped, by up to 3.2 ms: the clock offset is wrong."
        )
        #expect(
            warning?.remedy == "Check the clocks of streamer and receiver, or name a better source with --clock."
        )
    }
}
