import LabModel
import Testing

@Suite struct FewSamplesTests {
    @Test func under200() {
        var run = Planted(frames: 0..<199)
        run.trace.end = nil
        let warning = run.warning(.fewSamples)
        #expect(warning?.text == "Only 199 frame delays: a 95th percentile needs at least 200.")
        #expect(warning?.remedy == "Measure longer with --duration.")
        run.show(199)
        #expect(run.warning(.fewSamples) == nil)
    }
}
