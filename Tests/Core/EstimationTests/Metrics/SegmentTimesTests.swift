import LabModel
import LabTesting
import Testing

@testable import Estimation

@Suite struct SegmentTimesTests {
    /// Segment `n` of 4 s, program time 4 n s: asked for 300 ms behind its end, first byte 20 ms and last byte 120 ms
    /// later, named by a playlist of 90 ms.
    private func segment(_ number: Int, askedMs: Double = 300) -> SegmentFact {
        let ended = Double(number + 1) * 4_000
        var fact = SegmentFact(sequence: number, requested: Planted.at(ms: ended + askedMs))
        fact.firstByte = fact.requested + .milliseconds(20)
        fact.lastByte = fact.requested + .milliseconds(120)
        fact.size = ByteCount(1_000)
        fact.duration = .seconds(4)
        fact.playlistAge = .milliseconds(90)
        fact.programTime = Planted.at(ms: ended - 4_000)
        return fact
    }

    /// A run of 20 s on one machine.
    private func run(_ segments: [SegmentFact], offset: Latency? = .zero) -> Planted {
        var run = Planted()
        run.clockOffset = offset
        run.trace.media.container = "hls"
        run.trace.end = Planted.at(ms: 20_000)
        (0..<100).forEach { run.show($0) }
        run.trace.segments = segments
        return run
    }

    @Test func meansAndPercentiles() throws {
        let facts = (0..<4).map { segment($0, askedMs: 300 + 100 * Double($0)) }
        let segments = try #require(run(facts).summarize().segments)
        #expect(segments.count == 4 && segments.backlog == 0 && segments.hinted == 0 && segments.incomplete == 0)
        #expect(segments.requestMs == 450 && segments.requestP95Ms == 585)
        #expect(segments.firstByteMs == 20 && segments.firstByteP95Ms == 20)
        #expect(segments.lastByteMs == 120 && segments.lastByteP95Ms == 120)
        #expect(segments.completeMs == 570 && segments.completeP95Ms == 705)
        #expect(segments.playlistAgeMs == 90 && segments.playlistAgeP95Ms == 90)
        #expect(segments.segmentDurationMs == 4_000 && segments.partDurationMs == nil)
    }

    @Test func aSegmentsEndIsTakenToTheReceiversClock() throws {
        // The streamer's clock is 250 ms ahead: by the receiver's each segment ended as much earlier.
        let ahead = run([segment(1)], offset: .milliseconds(250))
        #expect(try #require(ahead.summarize().segments).requestMs == 550)
        let behind = run([segment(1)], offset: .milliseconds(-250))
        #expect(try #require(behind.summarize().segments).requestMs == 50)
    }

    @Test func theOffsetIsTheFitsWhereThereIsOne() throws {
        var run = run([segment(0), segment(3)], offset: .milliseconds(999))
        run.trace.clockMethod = .http
        for second in stride(from: 0.0, through: 18_000, by: 1_000) {
            run.exchange(atMs: second, offsetMs: 250, roundTripMs: 0)
        }
        #expect(abs(try #require(run.summarize().segments?.requestMs) - 550) < 0.001)
    }

    @Test func withoutAClockOnlyWhatNeedsNoneIsKnown() throws {
        var run = run([segment(0)], offset: nil)
        run.trace.clockMethod = .none
        let segments = try #require(run.summarize().segments)
        #expect(segments.requestMs == nil && segments.completeMs == nil && segments.requestP95Ms == nil)
        #expect(segments.firstByteMs == 20 && segments.lastByteMs == 120 && segments.playlistAgeMs == 90)
    }

    @Test func withoutProgramTimesOrDurationsTheRequestIsNotKnown() throws {
        var facts = [segment(0), segment(1), segment(2, askedMs: 700)]
        facts[0].programTime = nil
        facts[1].duration = nil
        let segments = try #require(run(facts).summarize().segments)
        #expect(segments.count == 3 && segments.requestMs == 700)
        #expect(segments.lastByteMs == 120 && segments.segmentDurationMs == 4_000)
    }

    @Test func acrossAStepOfTheClockProgramTimesTellNothing() throws {
        var run = run([segment(0), segment(3)])
        run.trace.clockMethod = .http
        for second in stride(from: 0.0, through: 18_000, by: 500) {
            run.exchange(atMs: second, offsetMs: second < 9_000 ? 0 : 500, roundTripMs: 1)
        }
        let summary = run.summarize()
        #expect(summary.clock.steps == 1)
        #expect(summary.segments?.requestMs == nil && summary.segments?.lastByteMs == 120)
    }

    @Test func hintedPartsAreAskedForBeforeTheyEnd() throws {
        // Parts of 200 ms, each asked for as it begins; its bytes come 215 and 220 ms later.
        let parts = (0..<5).map { place in
            var fact = SegmentFact(
                sequence: 7,
                part: place,
                requested: Planted.at(ms: 1_000 + 200 * Double(place)),
                isHinted: true
            )
            fact.firstByte = fact.requested + .milliseconds(215)
            fact.lastByte = fact.requested + .milliseconds(220)
            fact.duration = .milliseconds(200)
            fact.programTime = fact.requested
            return fact
        }
        let segments = try #require(run(parts).summarize().segments)
        #expect(segments.hinted == 5 && segments.partDurationMs == 200 && segments.segmentDurationMs == nil)
        #expect(segments.requestMs == -200 && segments.firstByteMs == 215 && segments.lastByteMs == 220)
        #expect(segments.completeMs == 20 && segments.playlistAgeMs == nil)
    }

    @Test func whatEndedBeforeJoinIsBacklog() throws {
        var run = run([segment(0, askedMs: 4_010), segment(1, askedMs: 30), segment(2)])
        run.trace.join = Planted.at(ms: 8_000)
        let segments = try #require(run.summarize().segments)
        // Segment 1 ends as the viewer joins: it is none any more.
        #expect(segments.count == 3 && segments.backlog == 1)
        #expect(segments.requestMs == 165)
    }

    @Test func whatWasAskedForBehindTheEndCountsNowhere() throws {
        let segments = try #require(run([segment(3), segment(4)]).summarize().segments)
        #expect(segments.count == 1 && segments.requestMs == 300)
    }

    @Test func whatDidNotComeWholeIsCounted() throws {
        var facts = [segment(0), segment(1), segment(2)]
        facts[1].lastByte = nil
        (facts[2].firstByte, facts[2].lastByte) = (nil, nil)
        let segments = try #require(run(facts).summarize().segments)
        #expect(segments.incomplete == 2 && segments.lastByteMs == 120 && segments.firstByteMs == 20)
        #expect(segments.completeMs == 420 && segments.requestMs == 300)
    }

    @Test func streamsWithoutSegmentsHaveNone() {
        #expect(run([]).summarize().segments == nil)
        #expect(Planted(frames: 0..<251).summarize().segments == nil)
    }

    @Test func anyTimesAtAllAreSafe() {
        for seed in UInt64(0)..<200 {
            var random = SeededGenerator(seed: seed)
            let facts = (0..<5).map { number in
                var fact = segment(number)
                let any = { (random: inout SeededGenerator) in Int64.random(in: .min ... .max, using: &random) }
                fact.requested = WallTime(nanoseconds: any(&random))
                fact.lastByte = WallTime(nanoseconds: any(&random))
                fact.programTime = WallTime(nanoseconds: any(&random))
                fact.duration = Latency(nanoseconds: any(&random))
                fact.playlistAge = Latency(nanoseconds: any(&random))
                return fact
            }
            var run = run(facts)
            run.trace.end = Bool.random(using: &random) ? nil : run.trace.end
            let segments = run.summarize().segments
            #expect(segments?.requestMs?.isFinite ?? true)
        }
    }
}
