import LabModel
import Testing

@testable import Estimation

@Suite struct KnownFigureTests {
    @Test func everyNumberHasThePathThatFindsIt() throws {
        var summary = PlannedRuns.run(200) { $0.signalDelayMs?.values.ci95P95 = [190, 215] }
        summary.signalDelayMs?.censored = 3
        summary.signalDelayMs?.lowerBound = ["p95"]
        summary.frames.dropped = 4
        summary.frameRate.periods = [
            .init(startS: 0, frames: 1, dropped: nil, fps: 1, frameDelayMs: 1, bitrateBps: 1)
        ]
        let figures = try KnownFigure.all(in: summary)
        #expect(figures.count > 20)
        for figure in figures {
            let path = try FigurePath(figure.path)
            #expect(try path.value(in: summary) == figure.value && path.unit == figure.unit, "\(figure.path)")
        }
        let p95 = try #require(figures.first { $0.path == "signal_delay_ms.p95" })
        #expect(p95.value == 200 && p95.unit == "ms" && p95.isLowerBound && p95.low == 190 && p95.high == 215)
        let dropped = try #require(figures.first { $0.path == "frames.dropped" })
        #expect(dropped.value == 4 && dropped.unit == nil && dropped.low == nil && !dropped.isLowerBound)
        // Neither lists nor what is not known, nor the run's own facts.
        #expect(!figures.contains { $0.path.contains("periods") || $0.path.hasPrefix("run.") })
        #expect(!figures.contains { $0.path == "jitter_ms" })
        #expect(figures.map(\.path) == figures.map(\.path).sorted())
    }
}
