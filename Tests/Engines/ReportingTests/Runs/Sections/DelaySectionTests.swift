import Charts
import Estimation
import LabModel
import Testing

@testable import Reporting

@Suite struct DelaySectionTests {
    private func charts(_ delays: [Double]) throws -> [Chart] {
        var run = PlantedDelays.run("a", number: 1, p95: 40)
        var digest = RunDigest()
        (digest.frameDelay, digest.signalDelay) = (DelayHistogram(delays), DelayHistogram(delays))
        run.digest = digest
        let input = ReportInput(runs: [run], generatedAt: Planted.start, toolVersion: "1")
        return PlantedDelays.charts(try #require(DelaySection(analysis: RunsAnalysis(input)).section).blocks)
    }

    /// Between two crowds no frame lies: the curve is level there, and rises only where frames are.
    @Test func theCurveIsLevelWhereNoFrameIs() throws {
        let delays = (0..<1_000).map { 20 + Double($0) / 1_000 } + (0..<1_000).map { 500 + Double($0) / 100 }
        let curve = try #require(try charts(delays).first { $0.id == "delays-ecdf" })
        for series in curve.series {
            let wide = zip(series.points, series.points.dropFirst()).filter { $1.x - $0.x > 100 }
            #expect(wide.count == 1)
            #expect(wide.allSatisfy { $0.y == $1.y && $0.y == 50 })
            #expect(series.points.count < 500)
        }
    }

    @Test func narrowDistributionsAreNoComb() throws {
        let histogram = try #require(
            try charts((0..<3_000).map { 495 + Double($0) / 300 }).first { $0.id == "delays-histogram" }
        )
        let heights = histogram.series[0].points.compactMap(\.y)
        #expect(heights.count == 40)
        #expect(heights.allSatisfy { abs($0 - 2.5) < 0.4 })
    }
}
