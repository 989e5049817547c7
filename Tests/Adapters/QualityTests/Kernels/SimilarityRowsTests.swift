import LabTesting
import Testing

@testable import Quality

@Suite struct SimilarityRowsTests {
    /// Rows counted from a centre, one behind the other.
    private func plane(_ rows: Int, _ width: Int, using generator: inout SeededGenerator) -> [Float] {
        (0..<rows * width).map { _ in Float(generator.next() >> 52) / 16 - 128 }
    }

    private func rows(_ plane: [Float], width: Int) -> [[Float]] {
        stride(from: 0, to: plane.count, by: width).map { Array(plane[$0..<$0 + width]) }
    }

    @Test(arguments: [5, 6, 7, 8, 9, 15, 16, 17, 31, 32, 33, 64, 101])
    func halvingIsTheReference(width: Int) throws {
        var generator = SeededGenerator(seed: UInt64(width))
        let plane = plane(11, width, using: &generator)
        for chosen in [Array(0..<9), [3, 2, 1, 0, 0, 1, 2, 3, 4], [6, 7, 8, 9, 10, 10, 9, 8, 7]] {
            let count = (width + 1) / 2
            let half = plane.withUnsafeBufferPointer { plane in
                [Float](unsafeUninitializedCapacity: count) { buffer, filled in
                    guard let base = plane.baseAddress, let target = buffer.baseAddress else { return }
                    SimilarityRows.halve(base, rows: chosen, width: width, into: target)
                    filled = count
                }
            }
            let all = rows(plane, width: width)
            let reference = SimilarityRows.halveReference(chosen.map { all[$0] })
            #expect(half.count == reference.count)
            #expect(zip(half, reference).allSatisfy { abs(Double($0) - $1) < 2e-4 })
        }
    }

    @Test func halvingKeepsGreyButForTheTapsSum() throws {
        let plane = [Float](repeating: 100, count: 9 * 20)
        var half = [Float](repeating: 0, count: 10)
        plane.withUnsafeBufferPointer { plane in
            half.withUnsafeMutableBufferPointer { half in
                guard let base = plane.baseAddress, let target = half.baseAddress else { return }
                SimilarityRows.halve(base, rows: Array(0..<9), width: 20, into: target)
            }
        }
        #expect(half.allSatisfy { abs(Double($0) - 100 * SimilarityRows.halvingGain) < 1e-4 })
    }

    @Test(arguments: [11, 12, 25, 26, 27, 42, 43, 60])
    func windowsAreTheReferences(width: Int) throws {
        var generator = SeededGenerator(seed: UInt64(width))
        for (spread, centre) in [(Float(1), 128.0), (0.02, 128), (0.001, 0), (1, 128.0005)] {
            let first = plane(11, width, using: &generator).map { $0 * spread }
            let second = zip(first, plane(11, width, using: &generator)).map { $0 * 0.9 + $1 * spread * 0.3 + 2 }
            let got = similarity(first, second, width: width, centre: centre)
            var expected = Similarity()
            let add = { (row: [Float]) in row.map { Double($0) + centre } }
            SimilarityRows.addReference(
                rows(first, width: width).map(add),
                rows(second, width: width).map(add),
                to: &expected
            )
            #expect(got.windows == width - 10 && got.windows == expected.windows)
            for sum in [\Similarity.luminance, \.contrast, \.structure, \.product] {
                #expect(abs(got.mean(sum) - expected.mean(sum)) < 1e-5, "\(spread) \(centre)")
            }
        }
    }

    @Test func flatWindowsAreAlikeWhateverTheirBrightness() {
        for level in [-128, -100.5, 0, 90, 127] as [Float] {
            let flat = [Float](repeating: level, count: 11 * 30)
            let got = similarity(flat, flat, width: 30, centre: 128)
            for sum in [\Similarity.luminance, \.contrast, \.structure, \.product] {
                #expect(abs(got.mean(sum) - 1) < 1e-6, "\(level)")
            }
        }
    }

    @Test func anOppositeStructureIsNegative() {
        let first = (0..<11 * 40).map { (index: Int) -> Float in index % 40 / 2 % 2 == 0 ? -50 : 50 }
        let got = similarity(first, first.map { -$0 }, width: 40, centre: 128)
        #expect(got.mean(\.structure) < -0.9 && got.mean(\.contrast) > 0.99)
    }

    @Test(
        "products alone are those of the three sums",
        arguments: [16, 17, 26, 27, 32, 33, 42, 59]
    )
    func products(width: Int) throws {
        var generator = SeededGenerator(seed: UInt64(width))
        // Loops for three rows of windows at once, and for the one or two that are left.
        for count in [1, 2, 3, 5] {
            // Textured, dark or bright and flat, and one flat beside one that is not: a variance, biased by weights that
            // sum up to more than 1, is none there, and the covariance below zero.
            for (spread, base, share, noise) in [
                (1, 0, 0.9, 0.3), (0.02, 100, 0.9, 0.3), (0.001, 120, 0.9, 0.3), (0.02, -100, 0.9, 0.3),
                (0.001, 110, 0, 10), (0.05, 110, 0, 0), (0.3, 110, -0.5, 0.1),
            ] as [(Float, Float, Float, Float)] {
                let height = count + 10
                let grain = plane(height, width, using: &generator).map { $0 * spread }
                let other = plane(height, width, using: &generator).map { $0 * spread }
                let first = grain.map { min(max(base + $0, -128), 127) }
                let second = zip(grain, other).map { min(max(base + $0 * share + $1 * noise + 2, -128), 127) }
                var expected = Similarity()
                let add = { (row: [Float]) in row.map { Double($0) + 128 } }
                let all = (rows(first, width: width).map(add), rows(second, width: width).map(add))
                for row in 0..<count {
                    SimilarityRows.addReference(
                        Array(all.0[row..<row + 11]),
                        Array(all.1[row..<row + 11]),
                        to: &expected
                    )
                }
                // Squares of bright samples are known to 0.003, which is 3e-5 of what contrast is compared with.
                let sum = try products(first, second, width: width, count: count)
                #expect(
                    abs(sum / Double(expected.windows) - expected.mean(\.product)) < 3e-5,
                    "\(count) \(spread) \(base)"
                )
            }
        }
    }

    @Test("products of what is alike are 1, of opposites below 0, of black beside white next to 0")
    func extremes() throws {
        for level in [-128, -100.5, 0, 90, 127] as [Float] {
            let flat = [Float](repeating: level, count: 13 * 30)
            #expect(abs(try products(flat, flat, width: 30, count: 3) / 60 - 1) < 1e-6, "\(level)")
        }
        let stripes = (0..<13 * 40).map { (index: Int) -> Float in index % 40 / 2 % 2 == 0 ? -50 : 50 }
        #expect(try products(stripes, stripes.map { -$0 }, width: 40, count: 3) / 90 < -0.9)
        let (black, white) = ([Float](repeating: -128, count: 11 * 16), [Float](repeating: 127, count: 11 * 16))
        #expect(abs(try products(black, white, width: 16, count: 1) / 6 - 0.0001) < 1e-6)
    }

    private func products(_ first: [Float], _ second: [Float], width: Int, count: Int) throws -> Double {
        try first.withUnsafeBufferPointer { first in
            try second.withUnsafeBufferPointer { second in
                SimilarityRows.products(
                    try #require(first.baseAddress),
                    try #require(second.baseAddress),
                    width: width,
                    count: count
                )
            }
        }
    }

    private func similarity(_ first: [Float], _ second: [Float], width: Int, centre: Double) -> Similarity {
        var result = Similarity()
        first.withUnsafeBufferPointer { first in
            second.withUnsafeBufferPointer { second in
                guard let first = first.baseAddress, let second = second.baseAddress else { return }
                SimilarityRows.add(first, second, width: width, centre: centre, to: &result)
            }
        }
        return result
    }
}
