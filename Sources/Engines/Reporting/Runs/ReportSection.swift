/// One part of a report under its own heading.
public struct ReportSection: Sendable {
    /// Names it within a page, as an anchor: lower-case letters, digits and hyphens.
    public var id: String
    /// Its heading, as plain text.
    public var title: String
    var blocks: [ReportDocument.Block]

    init(_ id: String, _ title: String, _ blocks: [ReportDocument.Block]) {
        self.id = id
        self.title = title
        self.blocks = blocks
    }

    /// The section as HTML that stands for itself: a `section` element with its heading, every text escaped.
    ///
    /// Its looks and its charts' script are those of ``RunsReport/css`` and ``RunsReport/script``.
    /// - Throws: `MustacheTemplate.Error` for a template that cannot be read.
    public var html: String {
        get throws {
            try DocumentHTML.render(self)
        }
    }
}
