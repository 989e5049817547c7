/// What a YAML file that a person wrote may not do, looked for in its text before a parser sees it.
///
/// Anchors and aliases make a few lines stand for millions, and nesting costs a parser its stack; the lab's files need
/// neither. The text is looked at without understanding it, so that an `&` before a word, or more than sixteen brackets
/// left open, are refused in a note too.
public enum YAMLLimits {
    /// The most brackets and braces that are open at once.
    public static let depth = 16
    /// The largest indentation.
    public static let indentation = 64
    /// The most `- ` and `? ` before a line's text.
    public static let dashes = 4

    /// What goes beyond a limit, and where.
    public struct Excess: Error, Hashable {
        /// The first place beyond it.
        public var place: SourcePlace
        /// What is too much there, such as `an anchor`.
        public var what: String
        /// What to do about it, as a sentence.
        public var remedy: String
    }

    /// Looks through a file's text.
    ///
    /// - Parameters:
    ///   - text: the whole file.
    ///   - path: the file, as errors name it.
    ///   - shape: what such a file looks like, such as `a list of providers, each a mapping`.
    /// - Throws: ``Excess`` for the first limit that it goes beyond.
    public static func check(_ text: String, path: String, shape: String) throws(Excess) {
        var open = 0
        let flatter = "Write the file flatter: \(shape)."
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            try check(line.unicodeScalars, in: (path, number + 1), flatter, &open)
        }
    }

    private static func check(
        _ line: Substring.UnicodeScalarView,
        in source: (path: String, line: Int),
        _ flatter: String,
        _ open: inout Int
    ) throws(Excess) {
        let place = { (column: Int) in SourcePlace(path: source.path, line: source.line, column: column) }
        let indented = line.prefix { $0 == " " || $0 == "\t" }.count
        guard open > 0 || indented <= indentation else {
            throw Excess(place: place(indented), what: "more than \(indentation) blanks before a line", remedy: flatter)
        }
        let marks = line.prefix { " \t-?".unicodeScalars.contains($0) }.filter { $0 == "-" || $0 == "?" }.count
        guard marks <= dashes || line.dropFirst(indented).prefix(3).allSatisfy({ $0 == "-" }) else {
            throw Excess(place: place(indented + 1), what: "lists of lists of lists", remedy: flatter)
        }
        var (before, beforeThat): (Unicode.Scalar, Unicode.Scalar) = (" ", " ")
        for (index, scalar) in line.enumerated() {
            switch scalar {
            case "[", "{": open += 1
            case "]", "}": open = max(0, open - 1)
            default: break
            }
            guard open <= depth else {
                throw Excess(place: place(index + 1), what: "more than \(depth) brackets are open", remedy: flatter)
            }
            if before == "&", mayPrecedeValue(beforeThat), isAnchorName(scalar) {
                throw Excess(place: place(index), what: "an anchor", remedy: "Write out what it stands for.")
            }
            (before, beforeThat) = (scalar, before)
        }
    }

    private static func mayPrecedeValue(_ scalar: Unicode.Scalar) -> Bool {
        isBlank(scalar) || "[{,:".unicodeScalars.contains(scalar)
    }

    /// Whether libyaml takes it for part of an anchor's name.
    private static func isAnchorName(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar == "-"
            || scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\r"
    }
}
