import LabModel
import Testing

@Suite struct CensoredTests {
    @Test func namesWhatIsKnownOnlyFromBelow() {
        let warning = Planted(frames: 0..<240).warning(.censored)
        #expect(
            warning?.text
                == "Of 10 frames sent near the end nothing was seen before looking ended: "
                + "signal delay is at least what is given for p99, max."
        )
        #expect(warning?.remedy == "Look longer after the end with --drain, or measure longer with --duration.")
        #expect(Planted(frames: 0..<251).warning(.censored) == nil)
    }
}
