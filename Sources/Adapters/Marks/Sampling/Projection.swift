/// A projective map of the plane: what a camera makes of a flat screen seen at an angle.
struct Projection: Equatable, Sendable {
    /// The rows of its matrix, the last element of which is 1.
    private let matrix: [Double]

    /// A point.
    struct Point: Equatable, Sendable {
        var x: Double
        var y: Double
    }

    /// The corners of a square or of its picture.
    struct Corners: Equatable, Sendable {
        var topLeft: Point
        var topRight: Point
        var bottomLeft: Point
        var bottomRight: Point

        /// All of them, for changing one after the other.
        static var all: [WritableKeyPath<Corners, Point>] {
            [\.topLeft, \.topRight, \.bottomLeft, \.bottomRight]
        }
    }

    /// The map that puts a square's corners at four points; nil where they are no picture of a square, as when three
    /// lie on a line.
    ///
    /// - Parameters:
    ///   - start: the square's left and top edge.
    ///   - end: its right and bottom edge.
    ///   - corners: where its corners come to lie.
    init?(from start: Double, to end: Double, corners: Corners) {
        guard end > start, let unit = Self.ofUnitSquare(corners) else { return nil }
        // The square is moved and shrunk to the unit square first: u = (x − start) · scale.
        let scale = 1 / (end - start)
        let weight = 1 - (unit[6] + unit[7]) * start * scale
        guard abs(weight) > 1e-9 else { return nil }
        var rows: [Double] = []
        for row in 0..<3 {
            let (a, b) = (unit[3 * row], unit[3 * row + 1])
            let c = row == 2 ? 1 : unit[3 * row + 2]
            rows += [a * scale / weight, b * scale / weight, (c - (a + b) * start * scale) / weight]
        }
        matrix = rows
    }

    /// The matrix that takes the unit square's corners to four points, row by row, its last element left out.
    private static func ofUnitSquare(_ corners: Corners) -> [Double]? {
        let (a, b) = (corners.topLeft, corners.topRight)
        let (c, d) = (corners.bottomRight, corners.bottomLeft)
        let (dx1, dy1) = (b.x - c.x, b.y - c.y)
        let (dx2, dy2) = (d.x - c.x, d.y - c.y)
        let (dx3, dy3) = (a.x - b.x + c.x - d.x, a.y - b.y + c.y - d.y)
        let area = dx1 * dy2 - dx2 * dy1
        guard abs(area) > 1e-6 else { return nil }
        let g = (dx3 * dy2 - dx2 * dy3) / area
        let h = (dx1 * dy3 - dx3 * dy1) / area
        return [b.x - a.x + g * b.x, d.x - a.x + h * d.x, a.x, b.y - a.y + g * b.y, d.y - a.y + h * d.y, a.y, g, h]
    }

    /// Where a point comes to lie; infinitely far away where the picture ends.
    func position(_ x: Double, _ y: Double) -> Point {
        let weight = matrix[6] * x + matrix[7] * y + matrix[8]
        guard weight > 1e-6 else { return Point(x: .infinity, y: .infinity) }
        return Point(
            x: (matrix[0] * x + matrix[1] * y + matrix[2]) / weight,
            y: (matrix[3] * x + matrix[4] * y + matrix[5]) / weight
        )
    }
}
