/// A tile of smooth noise that repeats without a seam in both directions, made of octaves of value noise.
///
/// Each stored row is repeated to the right far enough that a picture's row can be copied from any offset in one piece.
struct Texture: Sendable {
    /// One layer of noise: the distance of its random points, a power of two, and how much it counts.
    struct Octave {
        var cell: Int
        var weight: Int
    }

    /// Samples after which a row repeats; a power of two.
    let period: Int
    /// Rows after which the tile repeats; a power of two.
    let rows: Int
    private let stride: Int
    private var bytes: [UInt8]

    /// Makes a tile of `period` by `rows` samples within a range, whose rows can be read for `reach` samples.
    init(seed: UInt32, octaves: [Octave], range: ClosedRange<Int>, period: Int, rows: Int, reach: Int) {
        self.period = period
        self.rows = rows
        stride = period + reach + 1
        var sums = [Int](repeating: 0, count: period * rows)
        for (index, octave) in octaves.enumerated() {
            let layerSeed = IntegerHash.mix(seed, UInt32(index), 1)
            Self.add(octave, seed: layerSeed, to: &sums, period: period)
        }
        let whole = octaves.reduce(0) { $0 + $1.weight } * 255
        let span = range.upperBound - range.lowerBound
        let tile = sums.map { UInt8(range.lowerBound + $0 * span / whole) }
        bytes = []
        bytes.reserveCapacity(stride * rows)
        for y in 0..<rows {
            let row = tile[y * period..<(y + 1) * period]
            var left = stride
            while left > 0 {
                bytes += row.prefix(left)
                left -= min(left, period)
            }
        }
    }

    /// Lends the samples of a row, any integer, from an offset, any integer; at least `reach` samples follow.
    func withRow(_ y: Int, from offset: Int, _ body: (UnsafePointer<UInt8>) -> Void) {
        bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            body(base + (y & (rows - 1)) * stride + (offset & (period - 1)))
        }
    }

    private static func add(_ octave: Octave, seed: UInt32, to sums: inout [Int], period: Int) {
        let cell = octave.cell
        let columns = period / cell
        let rows = sums.count / period
        let weights = (0..<cell).map { smoothStep($0, of: cell) }
        for y in 0..<rows {
            let above = lattice(row: y / cell, columns: columns, seed: seed)
            let below = lattice(row: (y / cell + 1) % (rows / cell), columns: columns, seed: seed)
            let down = weights[y % cell]
            let line = (0..<columns).map { (above[$0] * (256 - down) + below[$0] * down) >> 8 }
            for column in 0..<columns {
                let left = line[column]
                let right = line[(column + 1) % columns]
                let start = y * period + column * cell
                for x in 0..<cell {
                    sums[start + x] += ((left * (256 - weights[x]) + right * weights[x]) >> 8) * octave.weight
                }
            }
        }
    }

    private static func lattice(row: Int, columns: Int, seed: UInt32) -> [Int] {
        (0..<columns).map { Int(IntegerHash.mix(seed, UInt32($0), UInt32(row)) >> 24) }
    }

    /// 3t² − 2t³ of t = position / length, from 0 to 256.
    private static func smoothStep(_ position: Int, of length: Int) -> Int {
        256 * position * position * (3 * length - 2 * position) / (length * length * length)
    }
}
