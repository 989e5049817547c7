import LabModel
import Reporting
import Testing

@Suite struct JSONReportTests {
    @Test func oneSummaryStandsBareAndRoundTrips() throws {
        let text = try JSONReport.render([Planted.quiet])
        #expect(text.hasPrefix("{\n"))
        #expect(text.hasSuffix("}\n"))
        #expect(try SummaryJSON.decode(text) == Planted.quiet)
    }

    @Test func severalStandInAList() throws {
        let text = try JSONReport.render([Planted.quiet, Planted.unmarked], pretty: false)
        #expect(text.hasPrefix("{\"runs\":[{"))
        #expect(text.split(separator: "\n").count == 1)
    }
}
