import LabModel
import Testing

@Suite struct ResolutionChangedTests {
    @Test func tellsTheLastChange() {
        var run = Planted(frames: 0..<251)
        run.trace.events = [
            RunEvent(tS: 1, code: "resolution_changed", text: "From 1280x720 to 640x360."),
            RunEvent(tS: 2, code: "resolution_changed", text: "From 640x360 to 1280x720."),
        ]
        let warning = run.warning(.resolutionChanged)
        #expect(warning?.text == "The size of the picture changed 2 times, last: From 640x360 to 1280x720.")
        #expect(warning?.remedy == "Pin one rendition with --variant, or measure each one by itself.")
        #expect(run.summarize().events == run.trace.events)
    }
}
