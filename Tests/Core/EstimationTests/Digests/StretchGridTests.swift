import LabTesting
import Testing

@testable import Estimation

@Suite struct StretchGridTests {
    @Test(arguments: [
        (0, 9_960, 160, 200, 50), (10, 600_000, 160, 5_000, 121), (0, 0, 160, 200, 1), (0, 299_000, 1, 2_000, 150),
        (-30, 400, 100, 100, 6),
    ])
    func lengthsAreRound(first: Int64, last: Int64, least: Int64, length: Int64, count: Int) {
        let grid = StretchGrid(from: first * 1_000_000, through: last * 1_000_000, least: least * 1_000_000)
        #expect(grid.length == length * 1_000_000)
        #expect(grid.count == count)
        #expect(grid.lengthS == Double(length) / 1e3)
    }

    @Test func everyInstantHasAPlace() {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<2_000 {
            let ends = (0..<2).map { _ in
                Int64.random(in: Int64.min...Int64.max, using: &random) >> Int64.random(in: 0...60, using: &random)
            }
            let (first, last) = (ends.min() ?? 0, ends.max() ?? 0)
            let grid = StretchGrid(from: first, through: last, least: .random(in: 1...1_000_000_000, using: &random))
            #expect((1...RunDigest.stretchLimit).contains(grid.count))
            #expect(grid.start <= first)
            #expect(grid.place(of: first) == 0 || grid.count > 1)
            #expect(grid.place(of: last) == grid.count - 1)
            #expect(grid.place(of: Int64.min) == 0 && grid.place(of: Int64.max) == grid.count - 1)
        }
    }
}
