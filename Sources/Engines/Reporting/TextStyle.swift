/// How text is laid out for a reader.
public struct TextStyle: Hashable, Sendable {
    /// Whether ANSI colours are written.
    public var colour: Bool
    /// Whether characters beyond ASCII are written; without, curves are drawn in ASCII.
    public var unicode: Bool
    /// Columns to fill, from 60 to 200.
    public var width: Int

    /// Makes a style.
    ///
    /// - Parameters:
    ///   - colour: whether ANSI colours are written.
    ///   - unicode: whether characters beyond ASCII are written.
    ///   - width: columns to fill; brought into 60 to 200.
    public init(colour: Bool = false, unicode: Bool = true, width: Int = 80) {
        self.colour = colour
        self.unicode = unicode
        self.width = min(max(width, 60), 200)
    }
}

extension TextStyle {
    /// What a piece of text is, and so how it is coloured.
    enum Role: String {
        case strong = "1"
        case faint = "2"
        case good = "32"
        case warning = "33"
        case curve = "36"
    }

    func paint(_ text: String, _ role: Role) -> String {
        colour && !text.isEmpty ? "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m" : text
    }

    var atLeast: String { unicode ? "≥" : ">=" }
    var plusMinus: String { unicode ? "±" : "+-" }
    var ellipsis: String { unicode ? "…" : "..." }
    var minus: String { unicode ? "−" : "-" }

    /// Text that came from outside, safe to print: without control characters, and plain where the style asks for it.
    public func clean(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: result += " "
            default: result.unicodeScalars.append(unicode || scalar.isASCII ? scalar : "?")
            }
        }
        return result
    }

    /// Breaks text between words so that no line is longer than `width`, unless one word is.
    public static func wrap(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " " + word
        }
        return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
    }
}
