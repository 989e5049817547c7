import LabTesting
import Testing

@testable import Estimation

@Suite struct RankSelectionTests {
    @Test func mediansByHand() {
        #expect(RankSelection.median([]) == nil)
        #expect(RankSelection.median([5]) == 5)
        #expect(RankSelection.median([9, 1, 4]) == 4)
        #expect(RankSelection.median([1, 2, 4, 9]) == 3)
        #expect(RankSelection.median([-3, -2]) == -3)
        #expect(RankSelection.median([.min, .max]) == -1)
        #expect(RankSelection.median([.max, .max, .max, .max]) == .max)
    }

    @Test func weightsByHand() {
        let values: [Int64] = [10, 20, 30, 40]
        let least = { RankSelection.leastValue(values, weights: [5, 1, 3, 2], limit: $0) }
        #expect(least(0) == 40)
        #expect(least(1.9) == 40)
        #expect(least(2) == 30)
        #expect(least(5) == 20)
        #expect(least(6) == 10)
        #expect(least(10.9) == 10)
    }

    /// The least value with at most so much weight above it, by trying each.
    private func slowLeast(_ values: [Int64], _ weights: [Double], limit: Double) -> Int64? {
        values.sorted().first { value in
            zip(values, weights).reduce(0) { $0 + ($1.0 > value ? $1.1 : 0) } <= limit
        }
    }

    @Test(arguments: 0..<4) func agreesWithTryingEach(batch: UInt64) {
        for seed in batch * 40..<(batch + 1) * 40 {
            var random = SeededGenerator(seed: seed)
            let range: ClosedRange<Int64> = [-3...3, 0...5_000, -1_000_000_000...7_000_000_000, .min ... .max][
                Int(seed % 4)
            ]
            let count = Int.random(in: 1...60, using: &random)
            let values = (0..<count).map { _ in Int64.random(in: range, using: &random) }
            let weights = (0..<count).map { _ in Double(Int.random(in: 1...9, using: &random)) }
            let limit = Double.random(in: 0..<weights.reduce(0, +), using: &random)
            let found = RankSelection.leastValue(values, weights: weights, limit: limit)
            #expect(found == slowLeast(values, weights, limit: limit), "seed \(seed)")
            let sorted = values.sorted().map { Int128($0) }
            let (low, high) = (sorted[(count - 1) / 2], sorted[count / 2])
            let middle = low + (high - low) / 2
            #expect(RankSelection.median(values).map { Int128($0) } == middle, "seed \(seed)")
        }
    }
}
