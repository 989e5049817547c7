/// Names and sentences of others, so that they can stand among ours: without control characters, cut where they are long,
/// and set apart where their letters run the other way.
enum OutsideText {
    /// Begin and end what is set apart: Unicode's first-strong isolate and its end.
    ///
    /// Formats show them as markup, or leave them out.
    static let start: Unicode.Scalar = "\u{2068}"
    static let end: Unicode.Scalar = "\u{2069}"

    /// How much of a name is shown.
    static let nameLimit = 60
    /// How much of a sentence is shown.
    static let sentenceLimit = 600

    private static let style = TextStyle()

    /// A name to stand in a sentence of ours, set apart.
    static func name(_ text: String) -> String {
        isolated(plain(text))
    }

    /// A name to stand alone, as in a cell or a legend.
    static func plain(_ text: String, limit: Int = nameLimit) -> String {
        let clean = style.clean(prefix(of: text, limit: limit + 1))
        // Scalars, not characters: one character may hold thousands of marks.
        guard clean.unicodeScalars.count > limit else { return clean }
        return String(String.UnicodeScalarView(clean.unicodeScalars.prefix(limit - 1))) + "…"
    }

    /// A sentence that somebody else wrote.
    static func sentence(_ text: String) -> String {
        plain(text, limit: sentenceLimit)
    }

    /// Text without what sets names apart.
    static func withoutIsolates(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0 == start || $0 == end }) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != start && $0 != end }))
    }

    private static func isolated(_ text: String) -> String {
        var result = String(start)
        result += text
        result.unicodeScalars.append(end)
        return result
    }

    private static func prefix(of text: String, limit: Int) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit)))
    }
}
