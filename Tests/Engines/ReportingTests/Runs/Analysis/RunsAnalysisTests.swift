import Estimation
import LabModel
import Testing

@testable import Reporting

@Suite struct RunsAnalysisTests {
    @Test func groupsStandInTheirOrder() throws {
        let analysis = try RunsAnalysis(PlantedReport.input())
        #expect(analysis.groups.map(\.name) == ["direct", "ll-hls", "cloud"])
        #expect(analysis.groups.map(\.colour) == [0, 1, 2])
        #expect(analysis.groups.map { $0.entry?.place } == [1, 2, 3])
        #expect(analysis.pairs.map { [$0.first, $0.second] } == [[0, 1], [0, 2], [1, 2]])
        #expect(analysis.figureTitle == "operating delay, ms")
        let continuous = try RunsAnalysis(PlantedReport.input(providers: ["direct"]))
        #expect(continuous.figureTitle == "signal delay p95, ms" && continuous.isAlone)
    }

    @Test func aNumberOfOnesOwnIsCompared() throws {
        var input = PlantedReport.input()
        input.options.figure = try FigurePath("frames.dropped")
        let analysis = try RunsAnalysis(input)
        #expect(analysis.figureTitle == "frames.dropped")
        #expect(analysis.pairs.allSatisfy { $0.comparison.figure == "frames.dropped" })
        #expect(analysis.groups.map(\.mean.set.mean) == [0, 0, 18])
    }

    /// The middle run is the one nearest to the median, and each group's comes first.
    @Test func runsAreChosenEvenly() throws {
        var input = PlantedReport.input(runs: 6)
        input.options.runsInDetail = 5
        let analysis = try RunsAnalysis(input)
        let chosen = analysis.detailed
        #expect(chosen.count == 5 && chosen.prefix(3).map(\.comparedAs) == ["direct", "ll-hls", "cloud"])
        #expect(Set(chosen.map(\.summary.run.uuid)).count == 5)
        for group in analysis.groups {
            let values = try group.counted.map { try #require($0.summary.playout?.operatingDelayMs) }.sorted()
            let median = (values[2] + values[3]) / 2
            let middle = try #require(group.middle?.summary.playout?.operatingDelayMs)
            #expect(values.allSatisfy { abs($0 - median) >= abs(middle - median) })
        }
        input.options.runsInDetail = 100
        #expect(try RunsAnalysis(input).detailed.count == 18)
    }

    @Test func manyGroupsAreNotComparedAllWithAll() throws {
        let names = (0..<RunsAnalysis.allPairsLimit + 2).map { "p\($0)" }
        let analysis = try RunsAnalysis(PlantedReport.input(providers: names, runs: 1))
        // The best with all others, and each with the next: one of both is the same pair.
        #expect(analysis.pairs.count == 2 * names.count - 3)
    }

    @Test func overloadedRunsAreNotPooled() throws {
        var input = PlantedReport.input(providers: ["direct"], runs: 4)
        input.runs[1].summary.warnings = [RunWarning(code: .streamerOverloaded, text: "late", remedy: "less")]
        let group = try #require(try RunsAnalysis(input).groups.first)
        #expect(group.runs.count == 4 && group.counted.count == 3)
        #expect(group.frameDelay.count == 3 * 600 && group.sum { $0.frames.expected } == 1_800)
    }

    /// Counts of a file from elsewhere may be anything.
    @Test func sumsStopAtTheirLimit() throws {
        let group = try #require(try RunsAnalysis(PlantedReport.input(providers: ["direct"], runs: 2)).groups.first)
        #expect(group.sum { _ in .max } == .max)
        #expect(group.sum { _ in .min } == .min)
        #expect(group.sum { _ in 21 } == 42)
    }

    @Test func whatIsKnownFromBelowStaysSo() throws {
        let cloud = try #require(try RunsAnalysis(PlantedReport.input()).groups.last)
        let open = cloud.median { DelayKind.signal.delay($0, "max", \.max) }
        #expect(open?.isLowerBound == true)
        #expect(cloud.median { DelayKind.signal.delay($0, "p95", \.p95) }?.isLowerBound == false)
        #expect(cloud.median { DelayKind.signal.delay($0, "mean", \.mean) }?.isLowerBound == true)
        #expect(cloud.median { DelayKind.frame.delay($0, "max", \.max) }?.isLowerBound == false)
    }
}
