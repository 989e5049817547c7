import LabModel
import Testing

@testable import Estimation

@Suite struct BurstLengthTests {
    private func length(_ run: Planted) -> Latency? {
        BurstLength.of(run.trace, period: Planted.period.nanoseconds)
    }

    @Test(arguments: [5, 25, 100])
    func arrivalsTellItWhereThereIsNoPlaylist(frames: Int) {
        let pattern = SegmentPattern(frames: frames, lateMs: [3: 60], lost: [6])
        #expect(length(pattern.planted(12)) == .milliseconds(Double(frames) * 40))
    }

    @Test func thePlaylistTellsItFirst() {
        var run = SegmentPattern(frames: 25).planted(8)
        run.trace.segments = SegmentPattern(frames: 100).facts(3)
        #expect(length(run) == .seconds(4))
        run.trace.segments += SegmentPattern(frames: 5).facts(4, isPart: true)
        #expect(length(run) == .milliseconds(200))
        for index in run.trace.segments.indices {
            run.trace.segments[index].duration = nil
        }
        #expect(length(run) == .seconds(1))
    }

    @Test func continuousStreamsAndFilesHaveNone() {
        #expect(length(SegmentPattern(frames: 25).planted(8, container: "mpegts")) == nil)
        #expect(length(SegmentPattern(frames: 25).planted(8, container: nil)) == nil)
        var file = SegmentPattern(frames: 25).planted(8)
        file.trace.join = nil
        #expect(length(file) == nil)
        var nothing = Planted()
        nothing.trace.media.container = "hls"
        #expect(length(nothing) == nil)
        #expect(BurstLength.of(SegmentPattern(frames: 25).planted(8).trace, period: nil) == nil)
    }

    @Test func silenceBetweenSegmentsIsNoStall() {
        for hasFacts in [true, false] {
            var pattern = SegmentPattern(frames: 100)
            var run = pattern.planted(12)
            run.trace.stalls = pattern.silences(12)
            run.trace.segments = hasFacts ? pattern.facts(12) : []
            #expect(run.trace.stalls.count == 11)
            #expect(run.summarize().stalls.count == 0)
            // 3.9 s late: 7.9 s of silence are below two segments; 4.1 s late: above.
            for (late, stalls) in [(3_900.0, 0), (4_000, 1), (4_100, 1)] {
                pattern.lateMs = [6: late]
                run.trace.stalls = pattern.silences(12)
                #expect(run.summarize().stalls.count == stalls)
            }
        }
    }

    @Test func partsStallAfterASecond() {
        var pattern = SegmentPattern(frames: 5)
        pattern.lateMs = [30: 790]
        var run = pattern.planted(60)
        run.trace.segments = pattern.facts(60, isPart: true)
        run.trace.stalls = pattern.silences(60)
        #expect(run.summarize().stalls.count == 0)
        pattern.lateMs = [30: 800]
        run.trace.stalls = pattern.silences(60)
        #expect(run.summarize().stalls.count == 1)
        #expect(run.summarize().stalls.longestMs == 1_000)
    }

    @Test func aSegmentThatIsOutstandingAtTheEndIsNoDeath() {
        let pattern = SegmentPattern(frames: 100)
        var run = pattern.planted(5)
        run.trace.end = Planted.at(ms: 20_500)
        run.trace.endReason = .duration
        run.trace.segments = pattern.facts(5)
        for (lookedMs, isDead) in [(27_000.0, false), (32_000, true)] {
            run.trace.drained = Planted.at(ms: lookedMs)
            run.trace.stalls = [TimeGap(start: Planted.at(ms: 20_050), end: Planted.at(ms: lookedMs))]
            #expect(run.summarize().events.contains { $0.code == "stream_stopped" } == isDead)
        }
    }
}
