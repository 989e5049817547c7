import LabModel
import Testing

@testable import Estimation

@Suite struct PlayoutDelaysTests {
    @Test func bothPlayersHaveTheirCurves() throws {
        let playout = try #require(Planted(frames: 0..<251).playout)
        #expect(playout.leastDelayNoStallMs == 15)
        #expect(playout.operatingDelayMs == 15)
        #expect(playout.fixed.count == 32)
        #expect(playout.rebuffering.count == 32)
    }

    @Test func withoutAClockNothingIsKnown() {
        var run = Planted()
        run.clockOffset = nil
        (0..<251).forEach { run.show($0) }
        #expect(run.playout == nil)
    }

    @Test func withoutTimesInTheMarksNothingIsKnown() {
        var run = Planted()
        (0..<251).forEach { run.show($0) { $0.stamp?.time = nil } }
        #expect(run.playout == nil)
    }

    @Test func filesHaveNoArrivals() {
        var run = Planted(frames: 0..<251)
        run.trace.join = nil
        run.trace.end = nil
        #expect(run.playout == nil)
        run.trace.clockMethod = .trace
        #expect(run.playout?.leastDelayNoStallMs == 15)
    }

    @Test func nothingButBacklogIsNotJudged() {
        var run = Planted()
        run.trace.join = Planted.at(ms: 5_000)
        (0..<100).forEach { run.deliver($0, atMs: 5_010) }
        #expect(run.summarize().frames.backlog == 100)
        #expect(run.playout == nil)
    }
}
