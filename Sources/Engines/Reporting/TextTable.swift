/// Columns of text, as wide as they need to be.
struct TextTable {
    enum Alignment {
        case left, right
    }

    struct Column {
        var title: String
        var alignment: Alignment
    }

    var columns: [Column]
    var rows: [[String]] = []

    /// The lines, title first, without trailing blanks.
    func lines(separator: String = "  ") -> [String] {
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
