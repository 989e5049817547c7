/// A picture of dots, packed into characters: eight to a braille character, or two to an ASCII one.
struct DotGrid {
    /// Dots side by side.
    let width: Int
    /// Dots on top of each other.
    let height: Int
    /// Dots of a character on top of each other.
    let down: Int
    private let across: Int
    private var dots: [Bool]

    /// Makes an empty picture of so many characters.
    init(columns: Int, rows: Int, unicode: Bool) {
        across = unicode ? 2 : 1
        down = unicode ? 4 : 2
        width = columns * across
        height = rows * down
        dots = [Bool](repeating: false, count: width * height)
    }

    /// Sets a dot inside the picture; 0, 0 is the upper left one.
    mutating func set(_ x: Int, _ y: Int) {
        dots[y * width + x] = true
    }

    /// Joins two dots inside the picture.
    mutating func line(from start: (x: Int, y: Int), to end: (x: Int, y: Int)) {
        let steps = max(1, max(abs(end.x - start.x), abs(end.y - start.y)))
        for step in 0...steps {
            let part = Double(step) / Double(steps)
            let x = Double(start.x) + part * Double(end.x - start.x)
            let y = Double(start.y) + part * Double(end.y - start.y)
            set(Int(x.rounded()), Int(y.rounded()))
        }
    }

    /// The characters, line by line, all of the same length.
    func lines() -> [String] {
        (0..<height / down).map { row in
            String((0..<width / across).map { column in character(column, row) })
        }
    }

    private func character(_ column: Int, _ row: Int) -> Character {
        across == 2 ? braille(column * 2, row * 4) : ascii(column, row * 2)
    }

    /// Unicode numbers the dots 1 to 6 column by column, and the lowest row 7 and 8.
    private static let brailleBits: [[UInt32]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]

    private func braille(_ x: Int, _ y: Int) -> Character {
        var bits: UInt32 = 0
        for (row, pair) in Self.brailleBits.enumerated() {
            for (column, bit) in pair.enumerated() where dots[(y + row) * width + x + column] {
                bits |= bit
            }
        }
        guard bits > 0, let scalar = Unicode.Scalar(0x2800 + bits) else { return " " }
        return Character(scalar)
    }

    private func ascii(_ x: Int, _ y: Int) -> Character {
        switch (dots[y * width + x], dots[(y + 1) * width + x]) {
        case (true, true): ":"
        case (true, false): "'"
        case (false, true): "."
        case (false, false): " "
        }
    }
}
