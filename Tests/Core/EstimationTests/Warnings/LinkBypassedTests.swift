import LabModel
import Testing

@Suite struct LinkBypassedTests {
    @Test func isToldInTheEventsOwnWords() {
        var run = Planted(frames: 0..<251)
        #expect(run.warning(.linkBypassed) == nil)
        run.trace.events = [RunEvent(tS: 0, code: "link_bypassed", text: "Media came past the link: so much.")]
        let warning = run.warning(.linkBypassed)
        #expect(warning?.text == "Media came past the link: so much.")
        #expect(
            warning?.remedy
                == "Give the address that the media really comes from, or play HLS by --protocol ll-hls."
        )
    }
}
