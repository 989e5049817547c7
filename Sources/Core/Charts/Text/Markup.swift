/// Text made safe for HTML and SVG.
public enum Markup {
    /// The text with `& < > " '` as entities, and control characters but tab and line feed as U+FFFD.
    ///
    /// Safe between tags and within quoted attributes; not within scripts and stylesheets.
    public static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: needsCare) else { return text }
        var safe = ""
        safe.reserveCapacity(text.utf8.count + 32)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "'": safe += "&#39;"
            case "\t", "\n": safe.unicodeScalars.append(scalar)
            case _ where scalar.properties.generalCategory == .control: safe += "\u{FFFD}"
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }

    /// The text, or as much of it as `limit` characters hold, the last of them `…`.
    ///
    /// - Parameters:
    ///   - text: A text that may come from anywhere.
    ///   - limit: At least 1. A character of very many code points counts for as many as 4 of them make one.
    /// - Returns: A text of at most `limit` characters.
    public static func cut(_ text: String, to limit: Int) -> String {
        let scalars = text.unicodeScalars
        let most = limit * 4
        let fits = scalars.index(scalars.startIndex, offsetBy: most + 1, limitedBy: scalars.endIndex) == nil
        if fits, text.count <= limit { return text }
        let start = String(String.UnicodeScalarView(scalars.prefix(most)))
        return start.prefix(limit - 1) + "…"
    }

    /// The text with every character but `a-z 0-9 -` as a hyphen, capitals lowered, at most 64 long: safe as an id.
    static func identifier(_ text: String) -> String {
        let characters = text.unicodeScalars.prefix(64).map { scalar -> Character in
            switch scalar {
            case "a"..."z", "0"..."9": Character(scalar)
            case "A"..."Z": Character(UnicodeScalar(UInt8(scalar.value + 32)))
            default: "-"
            }
        }
        return String(characters)
    }

    /// Whether a byte begins or is something to escape; all bytes of what lies beyond ASCII's controls count too.
    private static func needsCare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
        case 0..<0x20: byte != 0x09 && byte != 0x0A
        default: byte == 0x7F || byte == 0xC2
        }
    }
}
