internal import LabModel

/// Where the cells of a binary clock lie in a picture: 64 across and 6 down around its middle.
struct ClockGrid: Equatable, Sendable {
    /// Pixels a cell across.
    var width: Double
    /// Pixels a cell down.
    var height: Double
    /// Whether black stands for 1.
    var isInverted = false

    static let columns = 64
    static let rows = 6
    /// Pixels along each side of a cell as it is drawn.
    static let drawnSide = 8.0

    /// How far from a cell's middle its samples lie, as part of its size.
    private static let reach = 0.22
    /// The least difference of white and black, in levels of 8 bits.
    private static let leastContrast = 64.0
    /// How far from the middle level each cell lies at least, as part of the whole difference.
    private static let leastClearance = 0.25

    /// The six numbers that the cells spell, and how clear the least clear cell is, from 0.25 to 0.5.
    struct Reading: Equatable, Sendable {
        var rows: [UInt64]
        var clearance: Double
    }

    /// Whether all of it lies in a picture.
    func fits(_ size: PixelSize) -> Bool {
        width * Double(Self.columns) <= Double(size.width) && height * Double(Self.rows) <= Double(size.height)
    }

    /// Whether the first cells of the lower rows have one colour, as the high bits of every clock do: cheap to tell.
    func mayBeClock(_ plane: PlaneView) -> Bool {
        var (least, most) = (Double.infinity, -Double.infinity)
        for row in 3..<Self.rows {
            for column in 0..<2 {
                let level = level(plane, column: Double(column) + 0.5, row: Double(row) + 0.5)
                (least, most) = (min(least, level), max(most, level))
            }
            guard most - least < Self.leastContrast / 2 else { return false }
        }
        return true
    }

    /// One row from a single sample a cell, however unclear; nil without contrast.
    func glance(_ plane: PlaneView, row: Int) -> UInt64? {
        var levels = [Double](repeating: 0, count: Self.columns)
        for column in 0..<Self.columns {
            levels[column] = level(plane, column: Double(column) + 0.5, row: Double(row) + 0.5)
        }
        guard let least = levels.min(), let most = levels.max(), most - least >= Self.leastContrast else { return nil }
        return bits(levels[...], middle: (least + most) / 2)
    }

    /// All rows; nil when a cell is neither clearly black nor clearly white, or not of one colour.
    func read(_ plane: PlaneView) -> Reading? {
        var samples = [[Double]](repeating: [], count: Self.rows * Self.columns)
        for row in 0..<Self.rows {
            for column in 0..<Self.columns {
                let (x, y) = (Double(column) + 0.5, Double(row) + 0.5)
                let places = [(0, 0), (-1, -1), (1, -1), (-1, 1), (1, 1)].map { across, down in
                    (x + Double(across) * Self.reach, y + Double(down) * Self.reach)
                }
                samples[row * Self.columns + column] = places.map { level(plane, column: $0.0, row: $0.1) }
            }
        }
        let means = samples.map { $0.reduce(0, +) / Double($0.count) }
        guard let least = means.min(), let most = means.max(), most - least >= Self.leastContrast else { return nil }
        let middle = (least + most) / 2
        var clearance = 0.5
        for (cell, mean) in zip(samples, means) {
            guard cell.allSatisfy({ $0 > middle }) || cell.allSatisfy({ $0 < middle }) else { return nil }
            clearance = min(clearance, abs(mean - middle) / (most - least))
        }
        guard clearance >= Self.leastClearance else { return nil }
        let rows = (0..<Self.rows).map { row in
            bits(means[row * Self.columns..<(row + 1) * Self.columns], middle: middle)
        }
        return Reading(rows: rows, clearance: clearance)
    }

    private func bits(_ levels: ArraySlice<Double>, middle: Double) -> UInt64 {
        levels.reduce(0) { $0 << 1 | (($1 > middle) != isInverted ? 1 : 0) }
    }

    /// The level at a place counted in cells, in steps of 8 bits.
    private func level(_ plane: PlaneView, column: Double, row: Double) -> Double {
        let x = Double(plane.width) / 2 + (column - Double(Self.columns) / 2) * width
        let y = Double(plane.height) / 2 + (row - Double(Self.rows) / 2) * height
        let (across, down) = (min(max(Int(x), 0), plane.width - 1), min(max(Int(y), 0), plane.height - 1))
        let place = plane.base + down * plane.stride + across * plane.bytesPerSample
        guard plane.depth > 8 else { return Double(place.load(as: UInt8.self)) }
        return Double(UInt16(littleEndian: place.loadUnaligned(as: UInt16.self))) / Double(1 << (plane.depth - 8))
    }
}
