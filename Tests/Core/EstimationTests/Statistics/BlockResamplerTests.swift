import LabTesting
import Testing

@testable import Estimation

@Suite struct BlockResamplerTests {
    /// Copies blocks and sorts them, drawing as the real one does.
    private func slow(
        _ series: [Double],
        _ share: Double,
        blockLength: Int,
        resamples: Int,
        seed: UInt64
    ) -> [Double?] {
        var random = SplitMix(seed: seed)
        return (0..<resamples).map { _ in
            var drawn: [Double] = []
            while drawn.count < series.count {
                let start = random.next(below: series.count - blockLength + 1)
                drawn += series[start..<start + blockLength].prefix(series.count - drawn.count)
            }
            return Percentile.of(sorted: drawn.sorted(), share)
        }
    }

    @Test(arguments: [(1, 1), (2, 1), (7, 3), (50, 7), (300, 1), (300, 40), (301, 100)])
    func agreesWithSortedCopies(count: Int, blockLength: Int) {
        var random = SeededGenerator(seed: UInt64(count))
        // Few different values, so that many are equal.
        let series = (0..<count).map { _ in Double(Int.random(in: 0..<40, using: &random)) / 4 }
        let resampler = BlockResampler(series, sorted: series.sorted(), blockLength: blockLength)
        for share in [0.5, 0.95, 0, 1] {
            var drawing = SplitMix(seed: 5)
            let found = resampler.percentiles(share, resamples: 40, using: &drawing)
            #expect(found == slow(series, share, blockLength: blockLength, resamples: 40, seed: 5), "share \(share)")
        }
    }
}
