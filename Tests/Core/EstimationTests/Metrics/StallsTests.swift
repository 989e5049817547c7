import LabModel
import Testing

@testable import Estimation

@Suite struct StallsTests {
    @Test func onlyWhatLiesBeforeTheEndCounts() {
        var run = Planted(frames: 0..<251)
        run.trace.stalls = [
            TimeGap(start: Planted.at(ms: 1_000), end: Planted.at(ms: 2_500)),
            TimeGap(start: Planted.at(ms: 9_000), end: Planted.at(ms: 12_000)),
            TimeGap(start: Planted.at(ms: 10_000), end: Planted.at(ms: 12_000)),
        ]
        let stalls = run.summarize().stalls
        #expect(stalls.count == 2)
        #expect(stalls.totalMs == 2_500)
        #expect(stalls.longestMs == 1_500)
    }

    @Test func withoutAnEndAllCount() {
        var run = Planted(frames: 0..<51)
        run.trace.end = nil
        run.trace.stalls = [TimeGap(start: Planted.at(ms: 2_000), end: Planted.at(ms: 12_000))]
        #expect(run.summarize().stalls.longestMs == 10_000)
    }
}
