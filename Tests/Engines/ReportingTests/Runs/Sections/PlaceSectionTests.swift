import Estimation
import Foundation
import LabModel
import Testing

@testable import Reporting

@Suite struct PlaceSectionTests {
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
