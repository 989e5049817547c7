import Reporting

/// A report's sections within a page.
struct ReportBody: Sendable {
    /// What takes one to a section.
    struct Anchor: Sendable {
        var address: String
        var title: String
    }

    /// The sections, as HTML.
    var html: String
    /// The sections' names, in order; empty where one sees all of them at once.
    var anchors: [Anchor]
    var hasAnchors: Bool

    /// - Throws: `EncodingError` for numbers that JSON cannot hold, `MustacheTemplate.Error` for a template that cannot be
    ///   read.
    init(_ input: ReportInput) throws {
        let sections = try RunsReport.sections(input)
        html = try sections.map { try $0.html }.joined(separator: "\n")
        anchors = sections.count < 4 ? [] : sections.map { Anchor(address: "#\($0.id)", title: $0.title) }
        hasAnchors = !anchors.isEmpty
    }
}
