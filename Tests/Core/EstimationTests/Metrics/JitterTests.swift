import LabModel
import Testing

@testable import Estimation

@Suite struct JitterTests {
    @Test func aSteadyStreamHasNone() {
        let summary = Planted(frames: 0..<251).summarize()
        #expect(summary.jitterMs == 0)
        #expect(summary.jitterRfc3550Ms == 0)
    }

    @Test func alternatingDelays() throws {
        var run = Planted()
        (0..<251).forEach { run.show($0, delayMs: $0.isMultiple(of: 2) ? 20 : 26) }
        let summary = run.summarize()
        // 249 differences of ±6 ms, one more up than down.
        let mean = 6.0 / 249
        let squares = 125 * (6 - mean) * (6 - mean) + 124 * (6 + mean) * (6 + mean)
        #expect(abs(try #require(summary.jitterMs) - (squares / 248).squareRoot()) < 1e-9)
        var rfc = 0.0
        for _ in 0..<249 {
            rfc += (6 - rfc) / 16
        }
        #expect(abs(try #require(summary.jitterRfc3550Ms) - rfc) < 1e-9)
    }

    @Test func dropsAndEpochsAddNone() {
        var run = Planted(frames: 0..<100)
        (110..<150).forEach { run.show($0) }
        (150..<251).forEach { run.show($0, delayMs: 900, epoch: 1) }
        #expect(run.summarize().jitterMs == 0)
    }

    @Test func noClockIsNeeded() {
        var run = Planted()
        run.clockOffset = nil
        run.trace.clockMethod = .none
        (0..<251).forEach { run.show($0) }
        #expect(run.summarize().jitterMs == 0)
    }

    @Test func filesHaveNone() {
        var run = Planted(frames: 0..<50)
        run.trace.join = nil
        run.trace.clockMethod = .none
        #expect(run.summarize().jitterMs == nil)
    }
}
