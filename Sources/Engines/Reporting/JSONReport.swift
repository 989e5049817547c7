public import LabModel

/// Summaries as JSON for machines.
public enum JSONReport {
    /// One summary, or several as `{"runs":[…]}`, with a line end.
    ///
    /// - Parameters:
    ///   - summaries: what to write, not empty; a single one stands bare.
    ///   - pretty: whether to break and indent lines.
    /// - Returns: the text.
    /// - Throws: `EncodingError` for numbers that JSON cannot hold.
    public static func render(_ summaries: [Summary], pretty: Bool = true) throws -> String {
        if let only = summaries.first, summaries.count == 1 {
            return try SummaryJSON.encode(only, pretty: pretty) + "\n"
        }
        return try SummaryJSON.encode(runs: summaries, pretty: pretty) + "\n"
    }
}
