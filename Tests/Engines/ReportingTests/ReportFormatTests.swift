import Testing

@testable import Reporting

@Suite struct ReportFormatTests {
    @Test(arguments: [
        ("a.html", ReportFormat.html), ("/b/c.HTM", .html), ("x.json", .json), ("x.y.csv", .csv), ("r.txt", .text),
        ("R.md", .markdown),
    ])
    func endings(name: String, wanted: ReportFormat) {
        #expect(ReportFormat(fileName: name) == wanted)
    }

    @Test(arguments: ["-", "html", "report", "a.pdf", ""])
    func otherNamesSayNothing(name: String) {
        #expect(ReportFormat(fileName: name) == nil)
    }
}
