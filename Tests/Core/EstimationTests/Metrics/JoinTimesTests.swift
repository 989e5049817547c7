import LabModel
import Testing

@testable import Estimation

@Suite struct JoinTimesTests {
    /// A join that began at an instant and took so long for each step.
    private func join(at began: Double, _ steps: [Double?]) -> Trace.Join {
        var startup = Trace.Startup()
        let instants = steps.map { step in step.map { Planted.at(ms: began + $0) } }
        startup.connected = instants[0]
        startup.firstByte = instants[1]
        startup.firstFrame = instants[2]
        startup.firstMark = instants[3]
        return Trace.Join(began: Planted.at(ms: began), startup: startup)
    }

    private func planted() -> Planted {
        var run = Planted(frames: 0..<5)
        // Planted runs join at −10 ms.
        run.trace.startup = join(at: -10, [1, 2, 30, 40]).startup
        return run
    }

    @Test func theRunsOwnJoinIsTheFirst() throws {
        var run = planted()
        run.trace.joins = [join(at: 5_000, [2, 4, 50, 60]), join(at: 9_000, [3, 9, 70, 110])]
        let joins = try #require(run.summarize().startupMs.joins)
        #expect(joins.n == 3)
        #expect(joins.failed == 0)
        #expect(joins.connect?.p50 == 2)
        #expect(joins.firstByte?.max == 9)
        #expect(joins.firstFrame?.mean == 50)
        #expect([joins.firstMark?.min, joins.firstMark?.p50, joins.firstMark?.max] == [40, 60, 110])
        #expect(joins.firstMark?.n == 3)
    }

    @Test func aJoinThatShowedNothingFailedAndCountsNowhereElse() throws {
        var run = planted()
        run.trace.joins = [
            join(at: 5_000, [2, 4, 50, nil]), join(at: 9_000, [nil, nil, nil, nil]), join(at: 9_500, [3, 6, 50, 60]),
        ]
        let joins = try #require(run.summarize().startupMs.joins)
        #expect(joins.n == 4)
        #expect(joins.failed == 2)
        #expect(joins.connect?.n == 2)
        #expect(joins.connect?.max == 3)
        #expect(joins.firstFrame?.p50 == 40)
    }

    @Test func withoutAnyMarkNoStepIsKnown() throws {
        var run = planted()
        run.trace.startup.firstMark = nil
        run.trace.joins = [join(at: 5_000, [2, 4, 50, nil])]
        let joins = try #require(run.summarize().startupMs.joins)
        #expect(joins.n == 2)
        #expect(joins.failed == 2)
        #expect(joins.connect == nil)
        #expect(joins.firstMark == nil)
    }

    @Test func aSingleJoinHasNoDistribution() {
        #expect(planted().summarize().startupMs.joins == nil)
    }

    @Test func filesHaveNone() {
        var run = planted()
        run.trace.join = nil
        run.trace.joins = [join(at: 5_000, [2, 4, 50, 60])]
        #expect(run.summarize().startupMs.joins == nil)
    }

    @Test func manyJoinsHaveAnIntervalOfTheirMedian() {
        var run = planted()
        run.trace.joins = (0..<40).map { join(at: Double($0) * 1_000, [1, 2, 30, 40 + Double($0 * 17 % 7)]) }
        let mark = run.summarize().startupMs.joins?.firstMark
        #expect(mark?.n == 41 && mark?.ci95P50 != nil)
        #expect(mark?.ci95P95 == nil)
    }

    @Test func stepsThatATransportDoesNotTellAreUnknown() throws {
        var run = planted()
        run.trace.startup.connected = nil
        run.trace.joins = [join(at: 5_000, [nil, nil, 50, 60])]
        let joins = try #require(run.summarize().startupMs.joins)
        #expect(joins.connect == nil)
        #expect(joins.firstByte?.n == 1 && joins.firstFrame?.n == 2)
    }
}
