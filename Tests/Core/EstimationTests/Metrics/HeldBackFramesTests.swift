import LabModel
import Testing

@testable import Estimation

@Suite struct HeldBackFramesTests {
    private func run(waitsMs: [Double]) -> Summary {
        var run = Planted()
        for (number, wait) in waitsMs.enumerated() {
            run.show(number, delayMs: 200) { sample in
                sample.arrival = sample.decoded.map { $0 - .milliseconds(wait) }
            }
        }
        return run.summarize()
    }

    @Test func aPlainDecoderHoldsNothing() {
        let summary = run(waitsMs: [1, 5, 19])
        #expect(summary.heldBackFrames.median == 0)
        #expect(summary.heldBackFrames.max == 0)
    }

    @Test func wholePeriodsAreRounded() {
        let summary = run(waitsMs: [41, 62, 45, 58, 122])
        #expect(summary.heldBackFrames.median == 1)
        #expect(summary.heldBackFrames.max == 3)
    }

    @Test func filesHaveNone() {
        var run = Planted(frames: 0..<10)
        run.trace.join = nil
        run.trace.clockMethod = .none
        #expect(run.summarize().heldBackFrames.max == nil)
    }
}
