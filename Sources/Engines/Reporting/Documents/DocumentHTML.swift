import Charts
import Foundation

/// A document as one HTML file: nothing fetched, light or dark as the reader's system is, a script only for charts.
struct DocumentHTML {
    private let templates: ReportTemplates

    private init() throws {
        templates = try ReportTemplates.all()
    }

    /// The whole file.
    /// - Throws: `MustacheTemplate.Error` for a template that cannot be read.
    static func render(_ document: ReportDocument) throws -> String {
        try DocumentHTML().page(document)
    }

    /// A section with its heading, to stand in any page.
    /// - Throws: `MustacheTemplate.Error` for a template that cannot be read.
    static func render(_ section: ReportSection) throws -> String {
        try DocumentHTML().html(section)
    }

    private func page(_ document: ReportDocument) -> String {
        let sections = document.sections
        let hasCharts = document.blocks.contains(where: \.hasChart)
        let script = hasCharts ? ChartAssets.script : ""
        var policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
        if !script.isEmpty {
            policy += "; script-src '\(ScriptHash.source(of: script))'"
        }
        var fields: [String: Any] = [
            "policy": policy, "title": document.title,
            "plainTitle": OutsideText.withoutIsolates(document.title),
            "css": hasCharts ? DocumentStyle.css + "\n" + ChartAssets.css : DocumentStyle.css,
            "intro": html(document.intro), "body": sections.map(html).joined(separator: "\n"),
            "hasContents": sections.count > 3,
            "contents": sections.map { TemplateFields(values: ["id": $0.id, "title": $0.title]) },
        ]
        fields["script"] = script.isEmpty ? nil : script
        return templates.render("html.page", fields)
    }

    private func html(_ section: ReportSection) -> String {
        templates.render(
            "html.section",
            ["id": section.id, "title": section.title, "body": html(section.blocks)]
        )
    }

    private func html(_ blocks: [ReportDocument.Block]) -> String {
        blocks.map(html).joined(separator: "\n")
    }

    private func html(_ block: ReportDocument.Block) -> String {
        switch block {
        case .heading(let text, _): templates.render("html.subheading", ["text": text])
        case .subheading(let text): templates.render("html.subheading", ["text": text])
        case .lead(let text): templates.render("html.lead", ["text": text])
        case .text(let text): templates.render("html.text", ["text": text])
        case .list(let items): templates.render("html.list", ["items": items])
        case .notes(let items): templates.render("html.notes", ["items": items])
        case .table(let table): html(table)
        case .map(let map): html(map)
        case .chart(let chart): ChartFigure.render(chart)
        case .definitions(let items): html(items)
        case .code(let text): templates.render("html.code", ["text": HTMLText.lines(text)])
        case .pictures(let figures): html(figures)
        case .details(let title, let blocks):
            templates.render("html.details", ["title": title, "body": html(blocks)])
        case .page(let blocks): html(blocks)
        }
    }

    private func html(_ items: [ReportDefinition]) -> String {
        let items = items.map { TemplateFields(values: ["term": $0.term, "texts": $0.texts]) }
        return templates.render("html.definitions", ["items": items])
    }

    private func html(_ figures: [ReportFigure]) -> String {
        let items = figures.map { figure in
            TemplateFields(values: [
                "alt": OutsideText.withoutIsolates(figure.caption), "caption": figure.caption,
                "width": "\(figure.picture.width)", "height": "\(figure.picture.height)",
                "type": figure.picture.isPNG ? "image/png" : "image/jpeg",
                "data": Data(figure.picture.bytes).base64EncodedString(),
            ])
        }
        return templates.render("html.pictures", ["items": items])
    }
}

// MARK: Tables

extension DocumentHTML {
    private func html(_ table: ReportTable) -> String {
        let scale = RangePicture.Scale(table.ranges.compactMap(\.self))
        // What names a row stands in its first column of words.
        let namer = table.columns.firstIndex { $0.alignment == .left }
        let rows = table.rows.enumerated().map { index, cells in
            let range = table.ranges.indices.contains(index) ? table.ranges[index] : nil
            let picture = scale.map { scale in "<td>\(range.map { RangePicture.svg($0, scale) } ?? "")</td>" }
            return TemplateFields(values: [
                "cells": zip(table.columns, cells).enumerated().map { column, cell in
                    let kind = Self.kind(cell.0.alignment, cell.1)
                    return TemplateFields(values: [
                        "text": cell.1, "tag": column == namer ? "th\(kind) scope=\"row\"" : "td\(kind)",
                        "end": column == namer ? "th" : "td",
                    ])
                },
                "picture": picture ?? "",
            ])
        }
        var fields: [String: Any] = [
            "label": OutsideText.withoutIsolates(table.caption ?? table.columns.map(\.title).joined(separator: ", ")),
            "columns": table.columns.map {
                TemplateFields(values: ["title": $0.title, "kind": Self.side($0.alignment)])
            },
            "rows": rows, "pictureHead": scale == nil ? "" : "<td></td>",
        ]
        fields["caption"] = table.caption
        return templates.render("html.table", fields)
    }

    private func html(_ map: ReportMap) -> String {
        let corner = TemplateFields(values: ["title": "\(map.rowName) \\ \(map.columnName)", "kind": ""])
        let rows = zip(map.rowTitles, map.cells).map { title, cells in
            TemplateFields(values: [
                "title": title,
                "cells": cells.map { cell in
                    TemplateFields(values: ["text": cell.text, "detail": cell.detail, "kind": Self.heat(cell.share)])
                },
            ])
        }
        return templates.render(
            "html.map",
            [
                "label": OutsideText.withoutIsolates(map.caption), "caption": map.caption,
                "columns": [corner]
                    + map.columnTitles.map { TemplateFields(values: ["title": $0, "kind": Self.side(.right)]) },
                "rows": rows,
            ]
        )
    }

    /// A class for each twentieth: a page's policy may forbid styles of single elements.
    private static func heat(_ share: Double?) -> String {
        guard let share, !share.isNaN else { return "none" }
        return "heat-\(Int((min(1, max(0, share)) * Double(DocumentStyle.heatSteps)).rounded()))"
    }

    private static func side(_ alignment: TextTable.Alignment) -> String {
        alignment == .right ? " class=\"n\"" : ""
    }

    /// Long sentences may break; numbers and names stay in one line.
    private static func kind(_ alignment: TextTable.Alignment, _ text: String) -> String {
        alignment == .left && text.unicodeScalars.count > 30 ? " class=\"long\"" : side(alignment)
    }
}
