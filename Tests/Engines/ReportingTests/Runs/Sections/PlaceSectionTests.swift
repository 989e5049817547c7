import Estimation
import Foundation
import LabModel
import Testing

@testable import Reporting

@Suite struct PlaceSectionTests {
    /// Medians of one run: its encoder's time, and its delays until the last byte and until decoded.
    private func input(
        _ provider: String,
        _ medians: [(encode: Double?, arrival: Double?, frame: Double)]
    ) -> ReportInput {
        var input = PlantedDelays.input([(provider, medians.map { $0.frame + 10 })])
        for (index, median) in medians.enumerated() {
            input.runs[index].summary.streamer?.encodeMs?.p50 = median.encode
            input.runs[index].summary.arrivalDelayMs?.p50 = median.arrival
            input.runs[index].summary.frameDelayMs?.p50 = median.frame
        }
        return input
    }

    /// The first table's rows, each by the titles of its columns.
    private func rows(_ input: ReportInput) throws -> [[String: String]] {
        let blocks = try #require(PlaceSection(analysis: RunsAnalysis(input)).section).blocks
        guard case .table(let table) = blocks.first else { return [] }
        return table.rows.map { Dictionary(uniqueKeysWithValues: zip(table.columns.map(\.title), $0)) }
    }

    @Test func theWayIsNotToldWithoutTheEncodersTime() throws {
        var both = input("known", [(4, 7, 8)])
        both.runs += input("unknown", [(nil, 7, 9)]).runs
        both.runs[1].summary.run.uuid += "-2"
        let found = try rows(both)
        #expect(found.map { $0["drawn and encoded"] } == ["4.00", "-"])
        #expect(found.map { $0["the way"] } == ["3.00", "-"])
        #expect(found.map { $0["until decoded"] } == ["1.00", "2.00"])
    }

    @Test func allOfARowIsOverTheSameRuns() throws {
        let found = try rows(input("a", [(nil, 27, 28), (4, 8, 9), (5, 9, 10), (6, nil, 90)]))
        #expect(found.count == 1)
        #expect(found.first?["drawn and encoded"] == "4.50" && found.first?["the way"] == "4.00")
        #expect(found.first?["until decoded"] == "1.00" && found.first?["frame delay"] == "9.50")
    }

    @Test func anOperatingDelayKnownOnlyFromBelowIsMarked() throws {
        var input = PlantedReport.input(providers: ["ll-hls"])
        let closed = try #require(PlaceSection(analysis: RunsAnalysis(input)).section)
        #expect(try !PlantedDelays.text(closed.blocks).contains("≥"))
        for index in input.runs.indices {
            input.runs[index].summary.frames.unresolved = 30
        }
        let open = try #require(PlaceSection(analysis: RunsAnalysis(input)).section)
        // What is left until the picture is shown, and the whole.
        #expect(try PlantedDelays.text(open.blocks).components(separatedBy: "≥ ").count == 3)
    }
}
