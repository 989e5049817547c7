import LabModel
import LabTesting
import Testing

@testable import Estimation

/// A control that is connected twice, each time with a burst of everything since the last keyframe.
@Suite struct ControlBacklogTests {
    private let joins = [Planted.at(ms: 395), Planted.at(ms: 4_395)]

    /// The test shows each frame after `testMs`; the control after 5 ms, but 0 to 9 and 90 to 109 only at its joins.
    private func planted(testMs: Double = 20, offset: Latency? = .zero) -> Planted {
        var run = Planted()
        run.clockOffset = offset
        for number in 0..<251 {
            run.show(number, delayMs: testMs)
        }
        for number in 0..<251 {
            let sent = Double(number) * 40
            let burst: Double? = number < 10 ? 400 : (90..<110).contains(number) ? 4_400 : nil
            run.showControl(number, delayMs: (burst.map { $0 - sent } ?? 0) + 5) { sample in
                sample.arrival = sample.decoded
            }
        }
        return run
    }

    private func mark(_ run: inout Planted, joins: [WallTime]) {
        ControlBacklog(joins: joins, fallback: run.trace.join).mark(&run.trace.control, beside: run.trace.samples)
    }

    private func backlog(_ run: Planted) -> [UInt32] {
        run.trace.control.filter(\.isBacklog).compactMap { $0.stamp?.number?.rawValue }
    }

    @Test func eachConnectionHasItsOwnJoin() throws {
        var run = planted()
        mark(&run, joins: joins)
        #expect(backlog(run) == Array(0..<10) + Array(90..<110))
        let summary = run.summarize()
        let relative = try #require(summary.relativeToControlMs)
        #expect([relative.matched, relative.onlyTest, relative.onlyControl] == [220, 30, 0])
        #expect([relative.values.min, relative.values.max] == [15, 15])
        #expect(summary.relativeSignalMs?.values.min == 15)
        #expect(summary.controlDelayMs?.max == 5)
    }

    @Test func withoutJoinsOfItsOwnTheTestsStands() {
        var run = planted()
        run.trace.join = Planted.at(ms: 95)
        mark(&run, joins: [])
        #expect(backlog(run) == [0, 1, 2])
    }

    @Test func theOffsetIsTheStreamers() {
        var run = planted(offset: .milliseconds(-80))
        mark(&run, joins: joins)
        // By a clock that is 80 ms behind, two frames fewer are older than the joins.
        #expect(backlog(run) == Array(0..<8) + Array(90..<108))
    }

    /// The fastest frame says how far the streamer's clock is ahead at least, here 5 ms short of the truth.
    @Test(arguments: [20.0, 900.0]) func withoutAnOffsetTheFastestFrameTellsIt(testMs: Double) {
        var run = planted(testMs: testMs, offset: nil)
        mark(&run, joins: joins)
        #expect(backlog(run) == Array(0..<10) + Array(90..<110))
    }

    @Test func anotherStreamersClockTellsNothing() {
        var run = planted(offset: nil)
        run.show(251, stream: StreamID(rawValue: 9)) { $0.stamp?.time = Planted.at(ms: 3_600_000) }
        mark(&run, joins: joins)
        #expect(backlog(run) == Array(0..<10) + Array(90..<110))
    }

    @Test func whatCannotBeJudgedStays() {
        var run = planted()
        run.trace.control[3].stamp = nil
        run.trace.control[4].stamp?.time = nil
        run.trace.control[5].arrival = nil
        run.trace.control[6].arrival = nil
        run.trace.control[6].decoded = nil
        mark(&run, joins: joins)
        #expect(backlog(run) == [0, 1, 2, 5, 7, 8, 9] + Array(90..<110))
    }

    @Test(arguments: 0..<100) func theJoinIsTheLastBeforeTheArrival(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let joins = (0..<Int.random(in: 0..<9, using: &random)).map { _ in
            Planted.at(ms: Double(Int.random(in: 0..<100, using: &random)))
        }.sorted()
        let backlog = ControlBacklog(joins: joins, fallback: Planted.origin)
        for ms in -1...100 {
            let came = Planted.at(ms: Double(ms))
            let sample = Sample(arrival: came, decoded: came)
            #expect(backlog.join(of: sample) == joins.last { $0 <= came } ?? Planted.origin)
        }
    }
}
