import Testing

@testable import Reporting

@Suite struct DocumentTests {
    private var document: ReportDocument {
        var table = ReportTable(
            caption: "Two rows.",
            columns: [.init(title: "name", alignment: .left), .init(title: "ms", alignment: .right)]
        )
        table.rows = [["a", "1"], ["b", "-"]]
        let cells = [
            [
                ReportMap.Cell(text: "4.0", detail: "2 runs", share: 0),
                ReportMap.Cell(text: "-", detail: "1 of 2 settings", share: nil),
            ]
        ]
        let map = ReportMap(
            caption: "A map.",
            rowName: "x",
            columnName: "y",
            rowTitles: ["1"],
            columnTitles: ["2", "3"],
            cells: cells
        )
        return ReportDocument(
            title: "Title",
            blocks: [
                .text(String(repeating: "word ", count: 30)), .notes(["first", "second"]), .heading("Part"),
                .table(table), .map(map),
            ]
        )
    }

    @Test func text() throws {
        let text = try DocumentText.render(document, style: TextStyle(colour: false, unicode: true, width: 60))
        #expect(text.hasPrefix("Title\n\nword word"))
        #expect(text.contains("\n\n! first\n! second\n\nPart\n\nTwo rows.\nname  ms\na      1\nb      -\n\n"))
        #expect(text.hasSuffix("A map.\nx \\ y    2                3\n1      4.0  1 of 2 settings\n"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 60 })
    }

    @Test func markdown() throws {
        let text = try DocumentMarkdown.render(document)
        #expect(text.hasPrefix("# Title\n\nword"))
        #expect(
            text.contains("- first\n- second\n\n## Part\n\nTwo rows.\n\n| name | ms |\n| --- | ---: |\n| a | 1 |\n")
        )
        #expect(text.contains("| x \\\\ y | 2 | 3 |\n| --- | ---: | ---: |\n| 1 | 4.0 | 1 of 2 settings |\n"))
    }

    @Test func html() throws {
        let text = try DocumentHTML.render(document)
        #expect(text.contains("<td class=\"n heat-0\">4.0<small>2 runs</small></td>"))
        #expect(text.contains("<td class=\"n none\">-<small>1 of 2 settings</small></td>"))
        #expect(text.contains("<caption>Two rows.</caption>") && text.contains("<li>first</li>"))
    }

    /// Commands and JSON: pasted from a page they must be what they are in a terminal.
    @Test func linesOfCodeStayLines() throws {
        let document = ReportDocument(title: "T", blocks: [.code("first --x '<1>'\n  second\u{7}\n\nlast")])
        #expect(
            try DocumentHTML.render(document)
                .contains("<pre tabindex=\"0\"><code>first --x &#39;&lt;1&gt;&#39;\n  second \n\nlast</code></pre>")
        )
        #expect(try DocumentMarkdown.render(document).contains("\nfirst --x '<1>'\n  second"))
    }
}
