import Testing

@testable import Estimation

@Suite struct RunsNeededTests {
    /// The usual tables say 16 and 17 a side for a difference of one deviation, two-sided, 80 %.
    @Test func agreesWithTheTables() {
        let found = RunsNeeded(difference: 10, variance: 200).runs
        #expect(found == 17)
        #expect(RunsNeeded(difference: 1_000, variance: 200).runs == 4)
        #expect(RunsNeeded(difference: 0.1, variance: 200).runs == nil)
        #expect(RunsNeeded(difference: 0, variance: 0).runs == nil)
    }

    @Test(arguments: [(200.0, 20.0), (212, 20), (90, 10), (440, 50), (4.4, 0.5), (0.002, 0.0002), (-200, 20)])
    func aTenthIsRounded(value: Double, wanted: Double) throws {
        let found = try #require(RunsNeeded.worthShowing(of: value))
        #expect(abs(found / wanted - 1) < 1e-9)
    }

    @Test func nothingIsATenthOfNothing() {
        #expect(RunsNeeded.worthShowing(of: 0) == nil)
        #expect(RunsNeeded.worthShowing(of: .infinity) == nil)
        #expect(RunsNeeded.worthShowing(of: .nan) == nil)
    }
}
