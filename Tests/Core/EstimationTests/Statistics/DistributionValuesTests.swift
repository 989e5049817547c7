import LabModel
import Testing

@testable import Estimation

@Suite struct DistributionValuesTests {
    @Test func describesValuesInAnyOrder() {
        let distribution = Distribution(of: [5, 1, 4, 2, 3])
        #expect(distribution.n == 5)
        #expect(distribution.ranks.map(\.value) == [1, 1.2, 2, 3, 4, 4.8, 4.96, 5])
        #expect(distribution.ranks.map(\.name) == ["min", "p5", "p25", "p50", "p75", "p95", "p99", "max"])
        #expect(distribution.mean == 3)
        #expect(distribution.stddev == 2.5.squareRoot())
    }

    @Test func noValuesAreUnknown() {
        #expect(Distribution.known([]) == nil)
        #expect(Distribution(of: []).p50 == nil)
    }
}
