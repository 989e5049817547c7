import Charts

/// A report before it has a format: headings, sentences, tables, charts and maps, in order.
struct ReportDocument {
    /// One part of it.
    indirect enum Block: Sendable {
        /// A section's, with the name that takes a reader to it; nil for its place.
        case heading(String, id: String? = nil)
        /// A heading within a section.
        case subheading(String)
        /// What a reader should see first.
        case lead(String)
        case text(String)
        /// Sentences that belong together, each an item.
        case list([String])
        /// What a reader must know, an item a note.
        case notes([String])
        case table(ReportTable)
        case map(ReportMap)
        /// Drawn where the format has pictures; formats without say nothing of it, so that what must be told stands in a
        /// table or sentence too.
        case chart(Chart)
        /// Words and what they mean.
        case definitions([ReportDefinition])
        /// Words to type, each line as it stands.
        case code(String)
        /// Pictures side by side.
        case pictures([ReportFigure])
        /// What a reader opens where he wants it.
        case details(String, [Block])
        /// What only those want who read the report in a browser; other formats say nothing of it.
        case page([Block])
    }

    var title: String
    var blocks: [Block] = []

    init(title: String, blocks: [Block] = []) {
        self.title = title
        self.blocks = blocks
    }

    /// A document of sections, each under its heading.
    init(title: String, intro: [Block] = [], sections: [ReportSection]) {
        self.title = title
        blocks = intro + sections.flatMap { [.heading($0.title, id: $0.id)] + $0.blocks }
    }

    /// The document for formats without pictures: without sections that are nothing but pictures.
    var withoutPages: ReportDocument {
        let kept = sections.filter { !$0.blocks.allSatisfy(\.isSilent) }
        return ReportDocument(title: title, intro: intro, sections: kept)
    }

    /// What stands before the first heading.
    var intro: [Block] {
        Array(blocks.prefix { !$0.isHeading })
    }

    /// What stands under each heading.
    var sections: [ReportSection] {
        var sections: [ReportSection] = []
        for block in blocks {
            if case .heading(let title, let id) = block {
                sections.append(ReportSection(id ?? "part-\(sections.count + 1)", title, []))
            } else if !sections.isEmpty {
                sections[sections.count - 1].blocks.append(block)
            }
        }
        return sections
    }
}

extension ReportDocument.Block {
    var isHeading: Bool {
        if case .heading = self { return true }
        return false
    }

    /// Whether formats without pictures say nothing of it.
    var isSilent: Bool {
        switch self {
        case .chart, .page: true
        default: false
        }
    }

    /// Whether it is a chart or holds one.
    var hasChart: Bool {
        switch self {
        case .chart: true
        case .details(_, let blocks), .page(let blocks): blocks.contains(where: \.hasChart)
        default: false
        }
    }
}

/// A word and what it means, in plain text.
struct ReportDefinition: Hashable {
    var term: String
    /// What it means, a paragraph each.
    var texts: [String]

    init(_ term: String, _ texts: String...) {
        self.term = term
        self.texts = texts
    }
}

/// A picture with what it shows.
struct ReportFigure: Hashable {
    var picture: ReportPicture
    var caption: String
}

/// A table in a report.
struct ReportTable {
    /// An interval that formats with pictures draw beside a row.
    struct Range {
        var low: Double?
        var value: Double
        var high: Double?
        /// Whether it is told from zero.
        var isTold: Bool
    }

    /// What it shows; nil where the heading says it.
    var caption: String?
    var columns: [TextTable.Column]
    /// Rows of as many cells as there are columns; unknown is a dash.
    var rows: [[String]] = []
    /// An interval a row, drawn on one scale; empty for none.
    var ranges: [Range?] = []

    init(caption: String? = nil, columns: [TextTable.Column], rows: [[String]] = []) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
    }
}

/// A number by two settings, in colours beside the number.
struct ReportMap {
    /// One combination of both.
    struct Cell {
        /// The number, or a dash.
        var text: String
        /// What it is of, or why it is not known.
        var detail: String
        /// Where it lies between the least, 0, and the largest, 1; nil where it is not known.
        var share: Double?
    }

    /// What it shows.
    var caption: String
    /// What is down the side and what across.
    var rowName: String
    var columnName: String
    var rowTitles: [String]
    var columnTitles: [String]
    var cells: [[Cell]]
}
