import Charts

/// What runs say, in every format.
public enum RunsReport {
    /// The report, with a line end.
    ///
    /// - Parameters:
    ///   - input: what to tell.
    ///   - format: in which form.
    ///   - style: how plain text is laid out; other formats look at nothing of it.
    /// - Returns: the text.
    /// - Throws: `EncodingError` for numbers that JSON cannot hold, `MustacheTemplate.Error` for a template that cannot be
    ///   read.
    public static func render(
        _ input: ReportInput,
        as format: ReportFormat,
        style: TextStyle = TextStyle()
    ) throws -> String {
        let analysis = try RunsAnalysis(input)
        switch format {
        case .text: return try DocumentText.render(RunsDocument(analysis).document, style: style)
        case .markdown: return try DocumentMarkdown.render(RunsDocument(analysis).document)
        case .html: return try DocumentHTML.render(RunsDocument(analysis).document)
        case .csv: return try RunsCSV.render(analysis)
        case .json: return try RunsJSON.render(analysis)
        }
    }

    /// The parts of the report, the answer first, for pages that hold them beside others.
    /// - Parameter input: what to tell.
    /// - Returns: them in order; none is empty.
    /// - Throws: `EncodingError` for numbers that JSON cannot hold.
    public static func sections(_ input: ReportInput) throws -> [ReportSection] {
        RunsDocument(try RunsAnalysis(input)).sections
    }

    /// How sections look, as one stylesheet, charts included.
    public static var css: String {
        DocumentStyle.sectionCSS + "\n" + ChartAssets.css
    }

    /// What charts of sections do when touched, as one script; the page works without it.
    public static var script: String {
        ChartAssets.script
    }
}
