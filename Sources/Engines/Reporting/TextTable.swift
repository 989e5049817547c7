/// Columns of text, as wide as they need to be.
public struct TextTable {
    /// On which side of its column a cell stands.
    public enum Alignment: Sendable {
        /// Names.
        case left
        /// Numbers.
        case right
    }

    /// A column's head.
    public struct Column: Sendable {
        var title: String
        var alignment: Alignment

        /// Makes a column.
        public init(title: String, alignment: Alignment) {
            self.title = title
            self.alignment = alignment
        }
    }

    var columns: [Column]
    /// Rows of as many cells as there are columns.
    public var rows: [[String]] = []

    /// Makes a table without rows.
    public init(columns: [Column]) {
        self.columns = columns
    }

    /// The lines, title first, without trailing blanks.
    public func lines(separator: String = "  ") -> [String] {
        let widths = columns.indices.map { index in
            rows.reduce(columns[index].title.count) { max($0, $1[index].count) }
        }
        return ([columns.map(\.title)] + rows).map { cells in
            let padded = cells.enumerated().map { index, cell in
                Self.pad(cell, to: widths[index], columns[index].alignment)
            }
            var line = padded.joined(separator: separator)
            while line.hasSuffix(" ") {
                line.removeLast()
            }
            return line
        }
    }

    static func pad(_ text: String, to width: Int, _ alignment: Alignment) -> String {
        let blanks = String(repeating: " ", count: max(0, width - text.count))
        return alignment == .left ? text + blanks : blanks + text
    }
}
