import LabModel
import Testing

@testable import Estimation

@Suite struct JoinTimesTests {
    /// A join that began at an instant and took so long for each step.
    private func join(at began: Double, _ steps: [Double?], gaveUpAfter limit: Double? = nil) -> Trace.Join {
        var startup = Trace.Startup()
        let instants = steps.map { step in step.map { Planted.at(ms: began + $0) } }
        startup.connected = instants[0]
        startup.firstByte = instants[1]
        startup.firstFrame = instants[2]
        startup.firstMark = instants[3]
        let gaveUp = limit.map { Planted.at(ms: began + $0) }
        return Trace.Join(began: Planted.at(ms: began), startup: startup, gaveUp: gaveUp)
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
        #expect(joins.connect?.values.p50 == 2)
        #expect(joins.firstByte?.values.max == 9)
        #expect(joins.firstFrame?.values.mean == 50)
        #expect([joins.firstMark?.values.min, joins.firstMark?.values.max] == [40, 110])
        #expect(joins.firstMark?.values.n == 3)
        #expect(joins.firstMark?.values.p50 == 60 && joins.firstMark?.censored == 0)
    }

    @Test func theRunsOwnJoinCountsFromTheBeginningOfConnecting() throws {
        var run = planted()
        // 500 ms of playlists before the first media was asked for at −10 ms.
        run.trace.startup.began = Planted.at(ms: -510)
        run.trace.joins = [join(at: 5_000, [502, 504, 540, 560])]
        let joins = try #require(run.summarize().startupMs.joins)
        #expect([joins.connect?.values.min, joins.connect?.values.max] == [501, 502])
        #expect([joins.firstMark?.values.min, joins.firstMark?.values.max] == [540, 560])
    }

    @Test func stepsThatAJoinDidNotReachAreKnownFromBelow() throws {
        var run = planted()
        run.trace.joins = [
            join(at: 5_000, [2, 4, 50, nil], gaveUpAfter: 1_000),
            join(at: 9_000, [nil, nil, nil, nil], gaveUpAfter: 90),
            join(at: 9_500, [3, 6, 60, 70]),
        ]
        let joins = try #require(run.summarize().startupMs.joins)
        #expect([joins.n, joins.failed] == [4, 2])
        let mark = try #require(joins.firstMark)
        #expect([mark.values.min, mark.values.max] == [40, 1_000])
        #expect(mark.values.n == 4 && mark.censored == 2)
        // 40, 70, then at least 90 and 1,000.
        #expect(!mark.lowerBound.contains("min") && !mark.lowerBound.contains("p25"))
        #expect(Set(mark.lowerBound).isSuperset(of: ["p50", "p75", "p95", "p99", "max"]))
        let frame = try #require(joins.firstFrame)
        #expect([frame.values.n, frame.censored] == [4, 1])
        #expect([frame.values.p50, frame.values.max] == [55, 90])
        #expect(!frame.lowerBound.contains("p50") && frame.lowerBound.contains("max"))
        #expect(joins.connect?.values.n == 4 && joins.connect?.censored == 1)
    }

    @Test func withoutAnyMarkTheStepsBeforeItAreKnown() throws {
        var run = planted()
        run.trace.startup.firstMark = nil
        run.trace.joins = [join(at: 5_000, [2, 4, 50, nil], gaveUpAfter: 1_000)]
        let joins = try #require(run.summarize().startupMs.joins)
        #expect([joins.n, joins.failed] == [2, 2])
        #expect(joins.connect?.values.n == 2 && joins.connect?.censored == 0)
        #expect(joins.firstMark == nil)
    }

    @Test func theRunsOwnJoinIsGivenUpWhenTheRunIsOver() throws {
        var run = planted()
        run.trace.startup.firstMark = nil
        run.trace.joins = [join(at: 5_000, [2, 4, 50, 60])]
        let mark = try #require(run.summarize().startupMs.joins?.firstMark)
        // Planted runs join at −10 ms and are looked at until 10,100 ms.
        #expect([mark.values.min, mark.values.max] == [60, 10_110])
        #expect(mark.censored == 1 && mark.lowerBound.contains("max"))
    }

    @Test func olderTracesKnowAFailedJoinUntilItsLastStep() throws {
        var run = planted()
        run.trace.joins = [join(at: 5_000, [2, 4, 50, nil]), join(at: 9_000, [nil, nil, nil, nil])]
        let mark = try #require(run.summarize().startupMs.joins?.firstMark)
        #expect([mark.values.min, mark.values.p50, mark.values.max] == [0, 40, 50])
        #expect(mark.censored == 2)
        #expect(mark.lowerBound.contains("min") && mark.lowerBound.contains("max"))
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
        #expect(mark?.values.n == 41 && mark?.values.ci95P50 != nil)
        #expect(mark?.values.ci95P95 == nil)
    }

    @Test func stepsThatATransportDoesNotTellAreUnknown() throws {
        var run = planted()
        run.trace.startup.connected = nil
        run.trace.joins = [join(at: 5_000, [nil, nil, 50, 60])]
        let joins = try #require(run.summarize().startupMs.joins)
        #expect(joins.connect == nil)
        #expect(joins.firstByte?.values.n == 1 && joins.firstFrame?.values.n == 2)
    }
}
