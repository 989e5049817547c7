import Foundation

/// The JSON form of summaries: keys in snake case, sorted, unknown as `null`.
public enum SummaryJSON {
    /// Writes a summary.
    /// - Parameters:
    ///   - summary: What to write.
    ///   - pretty: Whether to break and indent lines.
    /// - Returns: One JSON object.
    /// - Throws: `EncodingError` for numbers that JSON cannot hold.
    public static func encode(_ summary: Summary, pretty: Bool = false) throws -> String {
        String(decoding: try encoder(pretty: pretty).encode(summary), as: UTF8.self)
    }

    /// Writes several summaries as `{"runs":[…]}`.
    /// - Parameters:
    ///   - runs: What to write, in order.
    ///   - pretty: Whether to break and indent lines.
    /// - Returns: One JSON object.
    /// - Throws: `EncodingError` for numbers that JSON cannot hold.
    public static func encode(runs: [Summary], pretty: Bool = false) throws -> String {
        String(decoding: try encoder(pretty: pretty).encode(["runs": runs]), as: UTF8.self)
    }

    /// Reads a summary.
    /// - Parameter text: One JSON object.
    /// - Returns: The summary; keys that the text lacks are nil where they may be.
    /// - Throws: `DecodingError` for text that is none.
    public static func decode(_ text: String) throws -> Summary {
        try decoder.decode(Summary.self, from: Data(text.utf8))
    }

    /// Reads several summaries from `{"runs":[…]}`.
    /// - Parameter text: One JSON object.
    /// - Returns: The summaries in order.
    /// - Throws: `DecodingError` for text that is none.
    public static func decode(runs text: String) throws -> [Summary] {
        try decoder.decode([String: [Summary]].self, from: Data(text.utf8))["runs"] ?? []
    }

    private static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }

    private static func encoder(pretty: Bool) -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting =
            pretty ? [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted] : [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
