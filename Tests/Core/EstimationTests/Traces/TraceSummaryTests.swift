import LabModel
import Testing

@testable import Estimation

/// Traces whose figures were computed by hand.
@Suite struct TraceSummaryTests {
    private func summarize(_ rows: String, offset: Latency = .zero) throws -> Summary {
        var options = TraceOptions()
        options.offset = offset
        let trace = try TraceText.read("frame,sent_us,received_us\n" + rows, options: options)
        let summary = Estimator.summarize(trace, manifest: Planted.manifest)
        Invariants.check(summary)
        return summary
    }

    /// Frames 0, 1 and 6, sent at 0, 40 and 240 ms, are lost; 4 comes late, and 7 twice.
    private static let planted = """
        2,80000,100000
        3,120000,150000
        5,200000,210000
        4,160000,220000
        7,280000,300000
        7,280000,301000

        """

    @Test func lostFramesAreThoseNotListedFromZero() throws {
        let summary = try summarize(Self.planted)
        #expect(summary.frames.line == "expected 8 decoded 6 marked 5 dropped 3 repeated 1 out_of_order 1")
        #expect(summary.frames.expectedMethod == .listed)
        #expect(summary.frames.received == 6)
        #expect(summary.run.durationS == 0.201)
        #expect(summary.run.endReason == .endOfStream)
        #expect(summary.frameRate.meanFps == 20)
    }

    @Test func delaysAreOfReceivedAndOfSentFrames() throws {
        let summary = try summarize(Self.planted)
        let frames = try #require(summary.frameDelayMs)
        #expect(frames.n == 5 && frames.min == 10 && frames.p50 == 20 && frames.max == 60 && frames.mean == 28)
        #expect(abs((frames.p95 ?? 0) - 54) < 1e-9)
        #expect(summary.arrivalDelayMs == frames)
        // Frames 0 to 7: 100, 60, 20, 30, 50 (by frame 5), 10, 60, 20 ms.
        let signal = try #require(summary.signalDelayMs)
        #expect(signal.censored == 0 && signal.lowerBound.isEmpty)
        let values = signal.values
        #expect(values.n == 8 && values.min == 10 && values.p50 == 40 && values.max == 100 && values.mean == 43.75)
        #expect(abs((values.p95 ?? 0) - 86) < 1e-9)
    }

    @Test func theClockIsTheTraces() throws {
        let summary = try summarize(Self.planted, offset: .milliseconds(-15))
        #expect(summary.clock.method == .trace)
        #expect(summary.clock.offsetMs == -15)
        #expect(summary.clock.errorBoundMs == nil && summary.clock.errorBoundMaxMs == nil)
        #expect(summary.clock.exchanges == 0 && summary.clock.minRttMs == nil)
        #expect(summary.frameDelayMs?.p50 == 5 && summary.signalDelayMs?.values.p50 == 25)
        #expect(summary.heldBackFrames == Summary.HeldBack())
        #expect(summary.arrivalMethod == nil && summary.startupMs == Summary.StartupPart())
    }

    @Test func negativeDelaysAreKeptAndCounted() throws {
        let summary = try summarize(Self.planted, offset: .milliseconds(-15))
        #expect(summary.frames.negativeDelay == 1)
        #expect(summary.frameDelayMs?.min == -5)
        let warning = summary.warnings.first { $0.code == .negativeDelay }
        #expect(
            warning?.text == "1 frame of 5 received before being sent, by up to 5.0 ms: the clock offset is wrong."
        )
        #expect(
            warning?.remedy == "Check the clocks of sender and receiver, and give their offset with --offset-ms."
        )
    }

    @Test func whatATraceDoesNotTellIsNull() throws {
        let summary = try summarize(Self.planted)
        #expect(summary.bitrateBps == nil && summary.frameRate.periods.map(\.bitrateBps) == [nil])
        #expect(summary.freezes == Summary.Episodes() && summary.stalls == Summary.Episodes())
        #expect(summary.quality == nil && summary.streamer == nil)
        let warning = summary.warnings.first { $0.code == .fewSamples }
        #expect(warning?.remedy == "Import a longer trace.")
    }

    @Test func playersUseTheTimesOfSending() throws {
        // Frames 2, 3, 4, 5 and 7 come 20, 30, 60, 10 and 20 ms after they were sent, and last 40, 40, 40, 80 and 40 ms.
        let playout = try #require(try summarize(Self.planted).playout)
        #expect(playout.leastDelayNoStallMs == 60 && playout.operatingDelayMs == 60)
        let first = try #require(playout.fixed.first)
        #expect(first.delayMs == 10 && abs(first.stalledRatio - 160.0 / 240) < 1e-9)
    }

    @Test func theMeanPeriodIsNotRounded() throws {
        // 90,000 lost frames at 3 frames in 100 ms: 3,000 s before the first one listed.
        let summary = try summarize("90000,3000000000,3000010000\n90003,3000100000,3000110000\n")
        #expect(summary.frames.expected == 90_004)
        #expect(summary.frames.dropped == 90_002)
        #expect(summary.signalDelayMs?.values.max == 3_000_010)
        #expect(summary.signalDelayMs?.values.n == 90_004)
    }

    @Test func sendTimesMayStandStill() throws {
        let summary = try summarize("2,5000,6000\n4,5000,7000\n")
        #expect(summary.frames.line == "expected 5 decoded 2 marked 2 dropped 3")
        #expect(summary.signalDelayMs?.values.n == 5)
        // Frames 0, 1 and 2 by the first, 3 and 4 by the second.
        #expect(summary.signalDelayMs?.values.mean == 1.4)
    }

    @Test func oneRowIsATrace() throws {
        let summary = try summarize("3,1000,2500\n")
        #expect(summary.frames.line == "expected 4 decoded 1 marked 1 dropped 3")
        #expect(summary.frameDelayMs?.p50 == 1.5)
        // Nothing tells when frames 0 to 2 were sent.
        #expect(summary.signalDelayMs?.values.n == 1)
    }

    @Test func farNumbersAreCountedAndNotWalked() throws {
        let summary = try summarize("0,0,1000\n4294967295,4000000,5000000\n")
        #expect(summary.frames.expected == 4_294_967_296)
        #expect(summary.frames.dropped == 4_294_967_294)
        #expect(summary.signalDelayMs == nil)
    }
}
