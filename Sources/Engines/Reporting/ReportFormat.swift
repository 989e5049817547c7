/// In what form a report is written.
public enum ReportFormat: String, CaseIterable, Sendable {
    /// One file for a browser, with nothing to fetch and no script.
    case html
    /// One object for machines.
    case json
    /// A row a number, RFC 4180 with CRLF.
    case csv
    /// For a terminal.
    case text
    /// For documents and comments.
    case markdown

    /// The format that a file's name asks for; nil where its ending says nothing.
    public init?(fileName: String) {
        let ends = ["html": Self.html, "htm": .html, "json": .json, "csv": .csv, "txt": .text, "md": .markdown]
        guard let ending = fileName.split(separator: ".").last, fileName.contains("."),
            let format = ends[ending.lowercased()]
        else { return nil }
        self = format
    }
}
