import LabModel
import Testing

@testable import Estimation

@Suite struct ReconnectGapsTests {
    @Test func countsAndSums() {
        var run = Planted(frames: 0..<251)
        run.trace.reconnects = [
            TimeGap(start: Planted.at(ms: 1_000), end: Planted.at(ms: 1_300)),
            TimeGap(start: Planted.at(ms: 4_000), end: Planted.at(ms: 4_200)),
            TimeGap(start: Planted.at(ms: 10_050), end: Planted.at(ms: 10_090)),
        ]
        let reconnects = run.summarize().reconnects
        #expect(reconnects.count == 2)
        #expect(reconnects.gapMs == 500)
    }
}
