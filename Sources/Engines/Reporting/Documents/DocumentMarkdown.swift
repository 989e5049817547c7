/// A document as Markdown, with the tables that GitHub and GitLab show.
enum DocumentMarkdown {
    private static let style = TextStyle()

    /// The whole text.
    /// - Throws: `MustacheTemplate.Error` for a template that cannot be read.
    static func render(_ document: ReportDocument) throws -> String {
        let parts = document.withoutPages.blocks.map(text).filter { !$0.isEmpty }
        return try ReportTemplates.all().render("markdown", ["title": escaped(document.title), "parts": parts])
    }

    private static func text(_ block: ReportDocument.Block) -> String {
        switch block {
        case .heading(let text, _): "## \(escaped(text))"
        case .subheading(let text): "### \(escaped(text))"
        case .lead(let text): "**\(escaped(text))**"
        case .text(let text): escaped(text)
        case .list(let items), .notes(let items): items.map { "- \(escaped($0))" }.joined(separator: "\n")
        case .table(let table):
            caption(table.caption)
                + lines(head: table.columns.map(\.title), alignments: table.columns.map(\.alignment), rows: table.rows)
        case .map(let map):
            caption(map.caption)
                + lines(
                    head: ["\(map.rowName) \\ \(map.columnName)"] + map.columnTitles,
                    alignments: [.left] + map.columnTitles.map { _ in .right },
                    rows: zip(map.rowTitles, map.cells).map { title, cells in
                        [title] + cells.map { $0.share == nil ? $0.detail : $0.text }
                    }
                )
        case .definitions(let items):
            items.map { "- **\(escaped($0.term))**: " + $0.texts.map(escaped).joined(separator: " ") }
                .joined(separator: "\n")
        case .code(let code): fenced(code)
        case .details(let title, let blocks):
            (["### \(escaped(title))"] + blocks.map(text)).filter { !$0.isEmpty }.joined(separator: "\n\n")
        case .pictures(let figures): figures.map { "- \(escaped($0.caption))" }.joined(separator: "\n")
        case .chart, .page: ""
        }
    }

    /// Within a fence that no line of the code ends.
    private static func fenced(_ code: String) -> String {
        let lines = code.split(separator: "\n", omittingEmptySubsequences: false).map {
            style.clean(OutsideText.withoutIsolates(String($0)))
        }
        var fence = "```"
        while lines.contains(where: { $0.contains(fence) }) {
            fence += "`"
        }
        return ([fence + "sh"] + lines + [fence]).joined(separator: "\n")
    }

    private static func caption(_ caption: String?) -> String {
        caption.map { "\(escaped($0))\n\n" } ?? ""
    }

    private static func lines(head: [String], alignments: [TextTable.Alignment], rows: [[String]]) -> String {
        let rule = alignments.map { $0 == .left ? "---" : "---:" }
        let body = rows.map { $0.map(escaped) }
        return ([head.map(escaped), rule] + body).map { "| " + $0.joined(separator: " | ") + " |" }
            .joined(separator: "\n")
    }

    /// Text that Markdown takes as it stands, without control characters.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in style.clean(OutsideText.withoutIsolates(text)) {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\\", "`", "*", "_", "[", "]", "|", "#", "~": result += "\\\(character)"
            default: result.append(character)
            }
        }
        return result
    }
}
