import LabModel
import Testing

@testable import Estimation

/// Whole runs, from their frames to the order of their providers.
@Suite struct DyingProviderTests {
    private func summary(_ provider: String, _ run: Planted) -> Summary {
        var manifest = Planted.manifest
        manifest.provider = provider
        manifest.settings["duration_s"] = .number(10)
        var planted = run
        planted.trace.startup.firstMark = planted.trace.samples.first?.decoded
        let summary = Estimator.summarize(planted.trace, manifest: manifest)
        Invariants.check(summary)
        return summary
    }

    private var slow: Summary {
        var run = Planted()
        (0..<276).forEach { run.show($0, delayMs: 900) }
        return summary("slow", run)
    }

    /// 20 ms behind, and gone after some frames; looking ended 5 s after the end of the run.
    private func dying(after frames: Int, reason: EndReason) -> Planted {
        var run = Planted(frames: 0..<frames)
        run.trace.endReason = reason
        let silence = Planted.at(ms: Double(frames) * 40 - 20)
        run.trace.drained = Planted.at(ms: 15_000)
        run.trace.stalls = [TimeGap(start: silence, end: Planted.at(ms: 15_000))]
        return run
    }

    @Test(arguments: [EndReason.stalled, .duration]) func halfwayItsSignalDelayIsNotEvenKnown(reason: EndReason) throws
    {
        let fast = summary("fast", dying(after: 125, reason: reason))
        #expect(fast.frameDelayMs?.p95 == 20)
        #expect(fast.signalDelayMs?.lowerBound.contains("p95") == true)
        let ranking = try Ranking([fast, slow])
        #expect(ranking.entries.map(\.provider) == ["slow", "fast"])
        #expect(ranking.entries[1].died == 1)
        #expect(abs(ranking.entries[1].delivered - 0.5) < 1e-9)
    }

    @Test func soLateThatItsSignalDelayIsKnownItStandsLastAllTheSame() throws {
        let fast = summary("fast", dying(after: 245, reason: .duration))
        #expect(fast.signalDelayMs?.values.p95 == 20)
        #expect(fast.signalDelayMs?.lowerBound.contains("p95") == false)
        let ranking = try Ranking([fast, slow])
        #expect(ranking.entries.map(\.provider) == ["slow", "fast"])
        #expect(abs(ranking.entries[1].delivered - 0.98) < 1e-9)
    }

    @Test func aStreamThatItsServerEndsEarlyStandsLast() throws {
        var run = Planted(frames: 0..<245)
        run.trace.end = nil
        run.trace.drained = nil
        run.trace.endReason = .endOfStream
        let fast = summary("fast", run)
        #expect(fast.signalDelayMs?.censored == 0)
        #expect(try Ranking([fast, slow]).entries.map(\.provider) == ["slow", "fast"])
    }

    @Test func aliveItStandsFirst() throws {
        let fast = summary("fast", Planted(frames: 0..<251))
        #expect(try Ranking([fast, slow]).entries.map(\.provider) == ["fast", "slow"])
    }
}
