public import Estimation
import Foundation

/// What a sweep says, in every format.
public enum SweepReport {
    /// The report, with a line end.
    ///
    /// - Parameters:
    ///   - analysis: what to tell.
    ///   - format: in which form.
    ///   - style: how plain text is laid out; other formats look at nothing of it.
    /// - Returns: the text.
    /// - Throws: `EncodingError` for numbers that JSON cannot hold, `MustacheTemplate.Error` for a template that cannot be read.
    public static func render(
        _ analysis: SweepAnalysis,
        as format: ReportFormat,
        style: TextStyle = TextStyle()
    ) throws -> String {
        switch format {
        case .text: return try DocumentText.render(SweepDocument(analysis).document, style: style)
        case .markdown: return try DocumentMarkdown.render(SweepDocument(analysis).document)
        case .html: return try DocumentHTML.render(SweepDocument(analysis).document)
        case .csv: return SweepCSV.render(analysis)
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
            return String(decoding: try encoder.encode(analysis), as: UTF8.self) + "\n"
        }
    }
}
