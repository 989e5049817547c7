import Foundation

/// The JSON form of summaries: keys in snake case, sorted, unknown as `null`.
public enum SummaryJSON {
    /// Writes a summary.
    /// - Parameter pretty: whether to break and indent lines.
    /// - Throws: `EncodingError` for numbers that JSON cannot hold.
    public static func encode(_ summary: Summary, pretty: Bool = false) throws -> String {
        String(decoding: try encoder(pretty: pretty).encode(summary), as: UTF8.self)
    }

    /// Writes several summaries as `{"runs":[…]}`.
    /// - Throws: `EncodingError` for numbers that JSON cannot hold.
    public static func encode(runs: [Summary], pretty: Bool = false) throws -> String {
        String(decoding: try encoder(pretty: pretty).encode(["runs": runs]), as: UTF8.self)
    }

    /// Reads a summary.
    /// - Throws: `DecodingError` for text that is none.
    public static func decode(_ text: String) throws -> Summary {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Summary.self, from: Data(text.utf8))
    }

    private static func encoder(pretty: Bool) -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting =
            pretty ? [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted] : [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
