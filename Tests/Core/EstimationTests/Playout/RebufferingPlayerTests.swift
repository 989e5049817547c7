import LabModel
import Testing

@testable import Estimation

@Suite struct RebufferingPlayerTests {
    private func play(_ run: Planted, bufferMs: Int64) throws -> Summary.RebufferingPoint {
        try player(run).play(buffer: bufferMs * 1_000_000)
    }

    private func player(_ run: Planted) throws -> RebufferingPlayer {
        let timeline = try #require(run.timeline)
        return RebufferingPlayer(timeline)
    }

    /// Frames 0 to 19 arrive 20 ms after their stamps, but 10 to 14, which all come 220 ms after the stamp of 10.
    private var gap: Planted {
        var run = Planted()
        run.deliver(0..<20, lateMs: 20, except: [10: 220, 11: 180, 12: 140, 13: 100, 14: 60])
        return run
    }

    @Test func aBufferShorterThanTheGapStalls() throws {
        // It starts at 120 ms, 120 ms behind. Frame 10 is due at 520 and there at 620, with 100 ms and more behind it.
        let point = try play(gap, bufferMs: 100)
        #expect(point.bufferMs == 100)
        #expect(point.stalls == 1)
        #expect(point.stalledRatio == 100.0 / 900)
        #expect(point.endDelayMs == 220)
        #expect(point.meanDelayMs == 170)
    }

    @Test func aBufferAsLongAsTheGapDoesNot() throws {
        let player = try player(gap)
        #expect(player.leastBuffer == 200_000_000)
        let point = player.play(buffer: 200_000_000)
        #expect(point.stalls == 0)
        #expect(point.stalledRatio == 0)
        #expect(point.meanDelayMs == 220)
        #expect(point.endDelayMs == 220)
        #expect(try play(gap, bufferMs: 199).stalls == 1)
    }

    @Test func itsClockStandsUntilTheBufferIsFull() throws {
        var run = Planted()
        // Frame 5 comes 130 ms late; those behind it on time.
        run.deliver(0..<20, lateMs: 20, except: [5: 150])
        // Due at 5 × 40 + 120; frames 5 to 7 are 120 ms of media, the last of them there at 300 ms, frame 5 at 350.
        let point = try play(run, bufferMs: 100)
        #expect(point.stalls == 1)
        #expect(point.endDelayMs == 150)
        // With 10 ms of buffer it stands from 230 to 350 ms; frame 5 itself fills it.
        #expect(try play(run, bufferMs: 10).endDelayMs == 150)
        #expect(try play(run, bufferMs: 10).stalledRatio == 120.0 / 920)
    }

    @Test func whatStillComesFillsTheBufferAtTheEnd() throws {
        var run = Planted()
        run.deliver(0..<10, lateMs: 20, except: [8: 500, 9: 500])
        // Frame 8 is due at 440 ms; 8 and 9 are there at 860, though they are but 80 of the 100 ms.
        let point = try play(run, bufferMs: 100)
        #expect(point.stalls == 1)
        #expect(point.endDelayMs == 540)
    }

    @Test func backlogIsPlayedFirst() throws {
        var run = Planted()
        run.trace.join = Planted.at(ms: 990)
        (0..<25).forEach { run.deliver($0, atMs: 1_000) }
        run.deliver(25..<251, lateMs: 30)
        let point = try play(run, bufferMs: 40)
        #expect(point.stalls == 0)
        #expect(point.endDelayMs == 1_040)
        #expect(try player(run).leastBuffer == 0)
    }

    @Test func eachEpochStartsAnew() throws {
        var run = Planted()
        run.trace.end = nil
        run.deliver(0..<10, lateMs: 20)
        run.deliver(100..<110, lateMs: 300, epoch: 1)
        let point = try play(run, bufferMs: 50)
        #expect(point.stalls == 0)
        #expect(point.endDelayMs == 350)
        #expect(point.meanDelayMs == (70 + 350) / 2)
    }

    @Test func theCurveRunsFromAPeriodToTheLeastBufferWithoutAStop() throws {
        let curve = try #require(gap.playout).rebuffering
        #expect(curve.count == 32)
        #expect(curve.first?.bufferMs == 40)
        #expect(curve.first?.stalls == 1)
        #expect(curve.last?.bufferMs == 200)
        #expect(curve.last?.stalls == 0)
        #expect(curve[30].stalls == 1)
        let steady = try #require(Planted(frames: 0..<251).playout).rebuffering
        #expect(steady.first?.bufferMs == 40)
        #expect(steady.last?.bufferMs == 80)
    }

    @Test func longRunsAreSkippedThroughInBlocks() throws {
        var run = Planted()
        run.trace.end = nil
        run.trace.endReason = .frameLimit
        run.deliver(0..<5_000, lateMs: 20, except: [1_023: 500, 1_024: 501, 2_048: 900, 4_999: 950])
        // Each is later than the delay that the one before left.
        let point = try play(run, bufferMs: 0)
        #expect(point.stalls == 4)
        #expect(point.endDelayMs == 950)
        let delays: [Double] = [1_023 * 20, 500, 1_024 * 501, 2_951 * 900, 950]
        #expect(abs(point.meanDelayMs - delays.reduce(0, +) / 5_000) < 1e-9)
    }
}
