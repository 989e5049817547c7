import LabModel
import Testing

@testable import Estimation

@Suite struct PlayoutStartTests {
    /// Segments of 1 s, each there 50 ms behind its last frame, presentation times 5 s ahead of stamps; the viewer joins at
    /// 10 s, when the playlist ends with segment 8, and a player begins three segments back.
    private func run(
        holdBack: Latency = .seconds(3),
        edge: Latency? = .seconds(14),
        offset: Latency? = .zero,
        late: [Int: Double] = [:]
    ) -> Planted {
        var run = Planted()
        let shift = offset ?? .zero
        run.clockOffset = offset
        run.trace.media.container = "hls"
        run.trace.join = Planted.at(ms: 10_000) - shift
        run.trace.end = nil
        run.trace.endReason = .frameLimit
        for number in 150..<1_250 {
            let segment = number / 25
            let there = max(10_010, Double(segment + 1) * 1_000 + 50 + (late[segment] ?? 0))
            run.show(number) { sample in
                sample.arrival = Planted.at(ms: there) - shift
                sample.decoded = Planted.at(ms: there + 2) - shift
                sample.presentationTime = .milliseconds(Double(number) * 40 + 5_000)
            }
        }
        run.trace.playerStart = PlayerStart(
            holdBack: holdBack,
            isAsked: false,
            at: Planted.at(ms: 10_005) - shift,
            edge: edge
        )
        return run
    }

    @Test func itsDelayIsTheAgeOfThePlaylistsEndAndTheHoldBack() throws {
        // The playlist ends at 9 s of the stream's time, and arrives 1.005 s later.
        let start = try #require(run().playout?.start)
        #expect(start.holdBackMs == 3_000 && start.delayMs == 4_005)
        #expect(start.stalledRatio == 0)
        #expect(try #require(run(holdBack: .zero).playout?.start).delayMs == 1_005)
    }

    @Test func theOffsetOfTheClocksCancels() throws {
        for offset in [Latency.seconds(-3), .milliseconds(250)] {
            #expect(try #require(run(offset: offset).playout?.start).delayMs == 4_005)
        }
    }

    @Test func aPlayerTooNearStallsAtEachSegment() throws {
        // Frame k of a segment is there (1,050 - 40 k) ms behind its stamp: at 1,005 ms two of 25 are late.
        let start = try #require(run(holdBack: .zero).playout?.start)
        #expect(abs(try #require(start.stalledRatio) - 0.08) < 0.001)
    }

    @Test func aLateSegmentStallsItForItsFrames() throws {
        // Segment 20 is 3.2 s late: frame k is there (4,250 - 40 k) ms behind its stamp, later than 4,005 ms for seven.
        let playout = try #require(run(late: [20: 3_200]).playout)
        let asked = 1_250 - 250
        #expect(abs(try #require(playout.start?.stalledRatio) - 7 / Double(asked)) < 1e-9)
        #expect(playout.leastDelayNoStallMs == 4_250)
    }

    @Test func withoutAnEdgeOnlyTheHoldBackIsKnown() throws {
        let start = try #require(run(edge: nil).playout?.start)
        #expect(start == Summary.Start(holdBackMs: 3_000, delayMs: nil, stalledRatio: nil))
    }

    @Test func withoutPresentationTimesTheEdgeTellsNothing() throws {
        var run = run()
        for index in run.trace.samples.indices {
            run.trace.samples[index].presentationTime = nil
        }
        #expect(try #require(run.playout?.start).delayMs == nil)
    }

    @Test func continuousStreamsHaveNone() throws {
        #expect(try #require(Planted(frames: 0..<251).playout).start == nil)
        #expect(run(offset: nil).playout == nil)
    }
}
