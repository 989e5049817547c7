import Charts
import Estimation
import LabModel
import Testing

@testable import Reporting

@Suite struct AnswerSectionTests {
    /// The order is by medians, the verdict by means: where both disagree, both are said.
    @Test func whoComesFirstMayHaveTheHigherMean() throws {
        let fast = Array(repeating: 40.0, count: 11) + Array(repeating: 100, count: 10)
        let input = PlantedDelays.input([("a", fast), ("b", (0..<21).map { 41 + Double($0) / 100 })])
        let analysis = try RunsAnalysis(input)
        #expect(analysis.groups.map(\.name) == ["a", "b"])
        #expect(analysis.pairs.map(\.comparison.verdict) == [.secondLower])
        let text = try PlantedDelays.text(AnswerSection(analysis: analysis).section.blocks)
        #expect(text.contains("a comes first by the median, but b's mean is shown to be lower."))
        #expect(!text.contains("not shown to be ahead"))
    }

    @Test func aMeanKnownOnlyFromBelowIsSaidToBe() throws {
        let closed = PlantedDelays.input([("a", [40, 41, 42, 43])])
        let text = try PlantedDelays.text(AnswerSection(analysis: RunsAnalysis(closed)).section.blocks)
        #expect(text.contains("signal delay p95 is 41.50 ms on average"))
        let open = try PlantedDelays.text(AnswerSection(analysis: RunsAnalysis(closed.withOpenEnds())).section.blocks)
        #expect(open.contains("signal delay p95 is at least 41.50 ms on average"))
    }

    @Test func anIntervalThatNobodyKnowsIsNotTold() throws {
        var input = PlantedDelays.input([("a", [40, 43])])
        let known = try PlantedDelays.text(AnswerSection(analysis: RunsAnalysis(input)).section.blocks)
        #expect(known.contains("41.50 ms on average, 95 % interval within these runs "))
        for index in input.runs.indices {
            input.runs[index].summary.signalDelayMs?.values.ci95P95 = nil
        }
        let text = try PlantedDelays.text(AnswerSection(analysis: RunsAnalysis(input)).section.blocks)
        #expect(text.contains("signal delay p95 is 41.50 ms on average."))
    }

    @Test func aRatioIsToldWithTheDigitsOfItsInterval() throws {
        let input = try PlantedDelays.ratios([("a", [0.981, 0.9811, 0.9812, 0.9813])])
        let text = try PlantedDelays.text(AnswerSection(analysis: RunsAnalysis(input)).section.blocks)
        #expect(text.contains("quality.matched.ssim_y is 0.98115 on average, 95 % interval 0.98"))
    }

    @Test func anOpenEndIsNotDrawnAsTheMean() throws {
        let input = PlantedDelays.input([("a", [40, 41, 42, 43]), ("b", [60, 61, 62, 63])]).withOpenEnds()
        let charts = PlantedDelays.charts(try AnswerSection(analysis: RunsAnalysis(input)).section.blocks)
        let points = charts.filter { $0.id == "answer-means" }.flatMap(\.series).flatMap(\.points)
        #expect(points.map(\.y) == [41.5, 61.5])
        #expect(points.allSatisfy { $0.high == nil && $0.low ?? .infinity < $0.y ?? 0 })
    }
}
