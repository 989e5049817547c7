import Charts
import Estimation
import LabModel
import Testing

@testable import Reporting

@Suite struct TimeSectionTests {
    private func charts(_ input: ReportInput) throws -> [Chart] {
        PlantedDelays.charts(try #require(TimeSection(analysis: RunsAnalysis(input)).section).blocks)
    }

    @Test func runsThatAreNotDrawnAreTold() throws {
        let few = try charts(PlantedDelays.input([("a", (0..<5).map { 40 + Double($0) })]))
        #expect(few.first?.note == "")
        let many = try #require(try charts(PlantedDelays.input([("a", (0..<320).map { 40 + Double($0 % 7) })])).first)
        #expect(
            OutsideText.withoutIsolates(many.note) == "Drawn: of 320 runs of a the least and largest of equal parts."
        )
        #expect(many.series[0].points.count < 320)
    }

    /// A file was not asked for.
    @Test func timeCountsFromTheRequestOrTheFirstFrame() throws {
        var input = PlantedReport.input(providers: ["direct"], runs: 1)
        #expect(try charts(input).first?.x.name == "time since the first request")
        let live = try RunsAnalysis(input)
        let clock = PlantedDelays.charts(try #require(ClockSection(analysis: live).section).blocks)
        #expect(clock.first?.x.name == "time since the first request")
        input.runs[0].summary.startupMs = Summary.StartupPart()
        #expect(try charts(input).first?.x.name == "time since the first frame")
    }

    @Test func middlesAreToldToTheMicrosecond() throws {
        #expect(TimeSection.middle(0.1, 0.2) == 0.2)
        #expect(TimeSection.middle(1.000_000_4, 0) == 1)
        #expect(TimeSection.middle(1, 0.333_333_333) == 1.166_667)
    }
}
