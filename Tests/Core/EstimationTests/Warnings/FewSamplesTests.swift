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

    /// A delay that keeps its value for 25 frames: 250 of them are worth some ten.
    @Test func likeDelaysAreWorthFewer() throws {
        var run = Planted()
        for number in 0..<251 {
            run.show(number, delayMs: 20 + Double(number / 25 * 7 % 10))
        }
        let text = try #require(run.warning(.fewSamples)?.text)
        #expect(text.hasPrefix("250 frame delays are so alike that they are worth "))
        #expect(text.hasSuffix(" independent ones: a 95th percentile needs at least 200."))
    }
}
