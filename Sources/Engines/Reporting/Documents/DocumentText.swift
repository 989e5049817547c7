/// A document as plain text for a terminal.
enum DocumentText {
    /// The whole text.
    /// - Throws: `MustacheTemplate.Error` for a template that cannot be read.
    static func render(_ document: ReportDocument, style: TextStyle) throws -> String {
        let parts = document.withoutPages.blocks.map { lines($0, style) }.filter { !$0.isEmpty }
        let title = style.paint(plain(document.title, style), .strong)
        return try ReportTemplates.all().render("text", ["title": title, "parts": parts])
    }

    private static func lines(_ block: ReportDocument.Block, _ style: TextStyle) -> String {
        switch block {
        case .heading(let text, _): style.paint(plain(text, style), .strong)
        case .subheading(let text): plain(text, style)
        case .lead(let text):
            TextStyle.wrap(plain(text, style), width: style.width).map { style.paint($0, .strong) }
                .joined(separator: "\n")
        case .text(let text): wrapped(text, style)
        case .list(let items): items.map { marked($0, "-", style) }.joined(separator: "\n")
        case .notes(let notes): notes.map { marked($0, style.paint("!", .warning), style) }.joined(separator: "\n")
        case .table(let table): lines(table, style)
        case .map(let map): lines(map, style)
        case .definitions(let items): items.map { lines($0, style) }.joined(separator: "\n")
        case .code(let code):
            code.split(separator: "\n").map { "  " + plain(String($0), style) }.joined(separator: "\n")
        case .details(let title, let blocks):
            ([wrapped(title, style)] + blocks.map { lines($0, style) }).filter { !$0.isEmpty }
                .joined(separator: "\n\n")
        case .pictures(let figures): figures.map { marked($0.caption, "-", style) }.joined(separator: "\n")
        case .chart, .page: ""
        }
    }

    private static func marked(_ text: String, _ mark: String, _ style: TextStyle) -> String {
        mark + wrapped(text, style, indent: 2).dropFirst()
    }

    private static func lines(_ item: ReportDefinition, _ style: TextStyle) -> String {
        ([wrapped(item.term, style)] + item.texts.map { wrapped($0, style, indent: 4) }).joined(separator: "\n")
    }

    private static func wrapped(_ text: String, _ style: TextStyle, indent: Int = 0) -> String {
        let margin = String(repeating: " ", count: indent)
        return TextStyle.wrap(plain(text, style), width: style.width - indent).map { margin + $0 }
            .joined(separator: "\n")
    }

    private static func lines(_ table: ReportTable, _ style: TextStyle) -> String {
        var text = TextTable(
            columns: table.columns.map { .init(title: plain($0.title, style), alignment: $0.alignment) }
        )
        text.rows = table.rows.map { $0.map { plain($0, style) } }
        var lines = text.lines()
        lines[0] = style.paint(lines[0], .faint)
        return ((table.caption.map { [wrapped($0, style)] } ?? []) + lines).joined(separator: "\n")
    }

    private static func lines(_ map: ReportMap, _ style: TextStyle) -> String {
        let corner = TextTable.Column(title: plain("\(map.rowName) \\ \(map.columnName)", style), alignment: .left)
        var text = TextTable(
            columns: [corner] + map.columnTitles.map { .init(title: plain($0, style), alignment: .right) }
        )
        text.rows = zip(map.rowTitles, map.cells).map { title, cells in
            [plain(title, style)] + cells.map { plain($0.share == nil ? $0.detail : $0.text, style) }
        }
        var lines = text.lines()
        lines[0] = style.paint(lines[0], .faint)
        return ([wrapped(map.caption, style)] + lines).joined(separator: "\n")
    }

    /// Text without control characters and without what sets names apart; in ASCII where the style asks for it.
    private static func plain(_ text: String, _ style: TextStyle) -> String {
        var text = OutsideText.withoutIsolates(text)
        if !style.unicode {
            for (sign, plain) in [("…", "..."), ("≥", ">="), ("±", "+-"), ("−", "-"), ("×", "x")] {
                text = text.replacing(sign, with: plain)
            }
        }
        return style.clean(text)
    }
}
