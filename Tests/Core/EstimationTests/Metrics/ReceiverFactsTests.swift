import LabModel
import Testing

@testable import Estimation

@Suite struct ReceiverFactsTests {
    @Test func passesThrough() {
        var run = Planted(frames: 0..<5)
        run.trace.receiver.cpuCores = 0.25
        run.trace.media.codec = "h264"
        let summary = run.summarize()
        #expect(summary.receiver.cpuCores == 0.25)
        #expect(summary.media.codec == "h264")
    }
}
