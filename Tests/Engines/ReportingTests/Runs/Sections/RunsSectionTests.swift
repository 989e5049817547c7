import Estimation
import LabModel
import Testing

@testable import Reporting

@Suite struct RunsSectionTests {
    @Test func ratiosKeepTheDigitsThatTellThemApart() throws {
        let input = try PlantedDelays.ratios([("a", [0.981, 0.983])])
        let section = try #require(RunsSection(analysis: RunsAnalysis(input)).section)
        let text = try PlantedDelays.text(section.blocks)
        #expect(text.contains("0.9810") && text.contains("0.9830"))
    }

    @Test func delaysKeepTwoDecimals() throws {
        let input = PlantedDelays.input([("a", [40.001, 40.002])])
        let text = try PlantedDelays.text(try #require(RunsSection(analysis: RunsAnalysis(input)).section).blocks)
        #expect(text.contains("40.00") && !text.contains("40.001"))
    }
}
