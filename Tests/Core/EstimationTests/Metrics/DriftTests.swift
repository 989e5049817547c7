import LabModel
import Testing

@testable import Estimation

@Suite struct DriftTests {
    @Test func aPlantedSlopeComesBack() throws {
        var run = Planted()
        // The delay grows by 6 ms a minute of decoding time: 0.1 ms a second.
        for number in 0..<251 {
            let sent = Double(number) * 40
            run.show(number, delayMs: (20 + sent * 0.0001) / (1 - 0.0001))
        }
        let summary = run.summarize()
        let interval = try #require(summary.driftCi95)
        #expect(abs(try #require(summary.driftMsPerMin) - 6) < 1e-3)
        #expect(interval[0] <= 6.001 && interval[1] >= 5.999)
        #expect(interval[1] - interval[0] < 0.01)
    }

    @Test func noiseWidensTheInterval() throws {
        var random = SeededGenerator(seed: 4)
        var run = Planted()
        (0..<251).forEach { run.show($0, delayMs: .random(in: 15...25, using: &random)) }
        let summary = run.summarize()
        let (slope, interval) = (try #require(summary.driftMsPerMin), try #require(summary.driftCi95))
        #expect(interval[0] < slope && slope < interval[1])
        #expect(interval[1] - interval[0] > 5)
    }

    @Test func twoFramesHaveNone() {
        #expect(Planted(frames: 0..<2).summarize().driftMsPerMin == nil)
    }
}
