import LabModel
import LabTesting
import Testing

@testable import Quality

@Suite struct SampleRowsTests {
    private static let depths = [8, 9, 10, 12, 14, 16]

    /// Rows of samples as bytes, each `slack` bytes longer than it must be, behind `lead` bytes.
    private func withPlane<Result>(
        _ rows: [[Int]],
        depth: Int,
        lead: Int = 0,
        slack: Int = 0,
        _ body: (PlaneView) throws -> Result
    ) throws -> Result {
        let width = rows.first?.count ?? 0
        var bytes = [UInt8](repeating: 0x5A, count: lead)
        for row in rows {
            bytes += depth > 8 ? row.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] } : row.map { UInt8($0) }
            bytes += [UInt8](repeating: 0x5A, count: slack)
        }
        return try bytes.withUnsafeBytes { bytes in
            let base = try #require(bytes.baseAddress) + lead
            let stride = width * (depth > 8 ? 2 : 1) + slack
            return try body(PlaneView(base: base, width: width, height: rows.count, stride: stride, depth: depth))
        }
    }

    private func random(_ count: Int, depth: Int, using generator: inout SeededGenerator) -> [Int] {
        (0..<count).map { _ in Int(generator.next() >> (64 - depth)) }
    }

    @Test(arguments: depths)
    func squaredErrorsAreTheReferences(depth: Int) throws {
        var generator = SeededGenerator(seed: UInt64(depth))
        for count in [1, 2, 7, 15, 16, 17, 31, 63, 64, 65, 255, 256, 257, 300, 513] {
            let (first, second) = (
                random(count, depth: depth, using: &generator), random(count, depth: depth, using: &generator)
            )
            // An odd start puts samples of two bytes where nothing is aligned.
            let sum = try withPlane([first], depth: depth, lead: count % 3) { a in
                try withPlane([second], depth: depth, lead: 1) { b in
                    SampleRows.squaredError(a.base, b.base, columns: 0..<count, depth: depth)
                }
            }
            #expect(sum == SampleRows.squaredErrorReference(first, second), "\(count)")
        }
    }

    @Test(arguments: depths)
    func theGreatestErrorsOverflowNothing(depth: Int) throws {
        let (count, peak) = (140_000, (1 << depth) - 1)
        let (white, black) = ([Int](repeating: peak, count: count), [Int](repeating: 0, count: count))
        let sums = try withPlane([white], depth: depth) { a in
            try withPlane([black], depth: depth) { b in
                [
                    SampleRows.squaredError(a.base, b.base, columns: 0..<count, depth: depth),
                    SampleRows.squaredError(b.base, a.base, columns: 5..<count - 1, depth: depth),
                ]
            }
        }
        #expect(sums == [UInt64(count * peak * peak), UInt64((count - 6) * peak * peak)])
    }

    @Test(arguments: depths)
    func floatsAreTheReferences(depth: Int) throws {
        var generator = SeededGenerator(seed: 100 + UInt64(depth))
        for count in [1, 15, 16, 17, 33, 130] {
            let row = random(count, depth: depth, using: &generator)
            let floats = try withPlane([row, row], depth: depth, slack: 3) { plane in
                [Float](unsafeUninitializedCapacity: count) { buffer, filled in
                    guard let base = buffer.baseAddress else { return }
                    SampleRows.widen(plane, row: 1, into: base)
                    filled = count
                }
            }
            #expect(floats == SampleRows.widenReference(row, depth: depth))
            #expect(floats.allSatisfy { (-128..<128).contains($0) })
        }
    }

    @Test(arguments: depths, [2, 3, 4, 5, 8, 16])
    func boxesAreTheReferences(depth: Int, factor: Int) throws {
        var generator = SeededGenerator(seed: UInt64(depth * 100 + factor))
        for width in [factor * 2, factor * 5 + 1, factor * 16, factor * 33 - 1] {
            let rows = (0..<factor).map { _ in random(width, depth: depth, using: &generator) }
            let count = width / factor + width % 2
            let means = try withPlane(rows, depth: depth, lead: 1, slack: 1) { plane in
                [Float](unsafeUninitializedCapacity: count) { buffer, filled in
                    guard let base = buffer.baseAddress else { return }
                    SampleRows.box(plane, rows: Array(0..<factor), count: count, into: base)
                    filled = count
                }
            }
            let reference = SampleRows.boxReference(rows, count: count, depth: depth)
            #expect(zip(means, reference).allSatisfy { abs($0 - $1) < 1e-4 }, "\(width)")
            #expect(means.count == reference.count)
        }
    }

    @Test func theBrightestBoxIsWhite() throws {
        for (depth, white) in [(8, 255.0), (10, 1023.0 / 4), (16, 65535.0 / 256)] {
            for factor in [2, 3, 4, 16, 64] {
                let row = [Int](repeating: (1 << depth) - 1, count: factor * 2)
                let means = try withPlane([[Int]](repeating: row, count: factor), depth: depth) { plane in
                    [Float](unsafeUninitializedCapacity: 2) { buffer, filled in
                        guard let base = buffer.baseAddress else { return }
                        SampleRows.box(plane, rows: Array(0..<factor), count: 2, into: base)
                        filled = 2
                    }
                }
                #expect(means.allSatisfy { abs(Double($0 + SampleRows.centre) - white) < 1e-4 }, "\(depth) \(factor)")
            }
        }
    }

    @Test func aMirrorStandsAtBothEdges() {
        #expect((-3...7).map { SampleRows.mirrored($0, count: 5) } == [2, 1, 0, 0, 1, 2, 3, 4, 4, 3, 2])
        // Farther outside than the row is long: still within it.
        #expect(SampleRows.mirrored(-9, count: 2) == 1 && SampleRows.mirrored(9, count: 2) == 0)
    }
}
