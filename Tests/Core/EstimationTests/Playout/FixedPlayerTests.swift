import LabModel
import LabTesting
import Testing

@testable import Estimation

@Suite(.heavy) struct FixedPlayerTests {
    /// Frames 0 to 9 arrive 20 ms after their stamps, but for frames 4 and 5, which come 70 and 50 ms after theirs.
    private var twoLate: Planted {
        var run = Planted()
        run.deliver(0..<10, lateMs: 20, except: [4: 70, 5: 50])
        return run
    }

    private func ratios(_ run: Planted, atMs delays: [Double]) throws -> [Double] {
        let timeline = try #require(run.timeline)
        let player = try #require(FixedPlayer(timeline))
        return player.stalledRatios(at: delays.map { Int64($0 * 1e6) })
    }

    @Test func aFrameIsOnTimeUpToItsDueTime() throws {
        // Ten frames of 40 ms: at 50 ms only frame 4 is late, until frame 5 is due; below that both, until frame 6 is.
        let found = try ratios(twoLate, atMs: [19.999, 20, 49.999, 50, 69.999, 70])
        #expect(found == [1, 0.2, 0.2, 0.1, 0.1, 0])
        #expect(twoLate.playout?.leastDelayNoStallMs == 70)
        #expect(twoLate.playout?.operatingDelayMs == 70)
    }

    @Test func aRowOfLateFramesIsCountedOnce() throws {
        var run = Planted()
        run.deliver(0..<10, lateMs: 10, except: [3: 180, 4: 140, 5: 100, 6: 60])
        // Frames 3 to 6 are due from 130 ms on; frame 7 is due 160 ms later.
        #expect(try ratios(run, atMs: [10]) == [0.4])
        #expect(try ratios(run, atMs: [59, 60, 100, 140, 180]) == [0.4, 0.3, 0.2, 0.1, 0])
    }

    @Test func theOperatingDelayLeavesOneInAThousandLate() {
        var run = Planted()
        run.trace.end = nil
        run.trace.endReason = .frameLimit
        run.deliver(0..<2_000, lateMs: 15, except: [700: 900, 900: 600, 1_100: 300])
        #expect(run.playout?.leastDelayNoStallMs == 900)
        // Two frames of 2,000 may be late.
        #expect(run.playout?.operatingDelayMs == 300)
        run.deliver(2_000, atMs: 80_000 + 400)
        #expect(run.playout?.operatingDelayMs == 400)
    }

    @Test func aLostFrameIsNoStallButALateOneBeforeItLastsLonger() throws {
        var run = Planted()
        run.deliver(0..<4, lateMs: 20, except: [3: 90])
        run.deliver(6..<10, lateMs: 20)
        #expect(run.summarize().frames.dropped == 2)
        // Frame 3 is the newest until frame 6.
        #expect(try ratios(run, atMs: [20, 90]) == [0.3, 0])
        #expect(run.playout?.leastDelayNoStallMs == 90)
    }

    @Test func theLastFrameLastsAPeriod() throws {
        var run = Planted()
        run.deliver(0..<4, lateMs: 20, except: [3: 100])
        #expect(try ratios(run, atMs: [20]) == [0.25])
    }

    @Test func backlogIsNotAskedOfIt() {
        var run = Planted()
        run.trace.join = Planted.at(ms: 990)
        // A second of backlog comes at once, 10 ms after join.
        (0..<25).forEach { run.deliver($0, atMs: 1_000) }
        run.deliver(25..<251, lateMs: 30)
        #expect(run.summarize().frames.backlog == 25)
        #expect(run.playout?.leastDelayNoStallMs == 30)
    }

    @Test func framesFromAfterTheEndCountNowhere() {
        var run = Planted(frames: 0..<250)
        run.show(250, delayMs: 500)
        #expect(run.playout?.leastDelayNoStallMs == 15)
    }

    @Test func theCurveRunsFromNearlyAllLateToNone() throws {
        let playout = try #require(twoLate.playout)
        #expect(playout.fixed.count == 32)
        #expect(playout.fixed.first == Summary.FixedPoint(delayMs: 20, stalledRatio: 0.2))
        #expect(playout.fixed.last == Summary.FixedPoint(delayMs: 70, stalledRatio: 0))
        #expect(playout.stalledRatio(notAbove: 49) == 0.2)
        #expect(playout.stalledRatio(notAbove: 69) == 0.1)
        let steady = try #require(Planted(frames: 0..<251).playout)
        #expect(steady.fixed.first == Summary.FixedPoint(delayMs: 15, stalledRatio: 0))
        #expect(steady.fixed.last == Summary.FixedPoint(delayMs: 30, stalledRatio: 0))
    }

    @Test func negativeDelaysAreKept() throws {
        var run = Planted()
        run.deliver(0..<251, lateMs: -5)
        let playout = try #require(run.playout)
        #expect(playout.leastDelayNoStallMs == -5)
        #expect(playout.operatingDelayMs == -5)
        #expect(playout.fixed.first?.delayMs == 1)
        #expect(playout.fixed.last?.delayMs == 2)
    }
}
