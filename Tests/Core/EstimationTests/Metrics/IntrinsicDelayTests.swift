import LabModel
import Testing

@testable import Estimation

@Suite struct IntrinsicDelayTests {
    @Test func isStatedAndNotSubtracted() {
        var run = Planted(frames: 0..<251)
        let before = run.summarize()
        run.trace.intrinsic = Summary.Intrinsic(p50Ms: 5, p95Ms: 7, calibrationId: "c", ageH: 26)
        let summary = run.summarize()
        #expect(summary.intrinsic == run.trace.intrinsic)
        #expect(summary.frameDelayMs == before.frameDelayMs && summary.signalDelayMs == before.signalDelayMs)
    }

    @Test func isUnknownWithoutACalibration() {
        #expect(Planted(frames: 0..<251).summarize().intrinsic == nil)
    }
}
