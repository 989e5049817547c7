import LabModel
import LabTesting
import Testing

@testable import Estimation

/// Thousands of random runs against the slow reference.
@Suite(.heavy) struct RandomRunTests {
    @Test(arguments: 0..<8) func agreesWithTheSlowReference(batch: UInt64) {
        for seed in batch * 300..<(batch + 1) * 300 {
            let run = RandomRun(seed: seed)
            let reference = SlowReference(run: run)
            let summary = run.planted.summarize()
            #expect(summary.frames.line == reference.counts().line, "seed \(seed)")
            compareSignalDelay(summary.signalDelayMs, reference, seed: seed)
        }
    }

    private func compareSignalDelay(_ delay: SignalDelay?, _ reference: SlowReference, seed: UInt64) {
        let (resolved, bounds) = reference.signalDelays()
        let all = (resolved + bounds).sorted()
        #expect(delay?.censored == bounds.count, "seed \(seed)")
        #expect(delay?.values.n == all.count, "seed \(seed)")
        let pairs = [
            (delay?.values.min, all.first), (delay?.values.max, all.last),
            (delay?.values.p50, Percentile.of(sorted: all, 0.5)),
            (delay?.values.p95, Percentile.of(sorted: all, 0.95)), (delay?.values.mean, Moments.mean(all)),
        ]
        for (found, wanted) in pairs {
            #expect(abs((found ?? .nan) - (wanted ?? .nan)) < 1e-6, "seed \(seed)")
        }
        let least = bounds.min() ?? .infinity
        // The larger of the two values between which the median lies.
        let upper = all.isEmpty ? 0 : all[all.count / 2]
        #expect(delay?.lowerBound.contains("p50") == (upper >= least), "seed \(seed)")
    }
}
