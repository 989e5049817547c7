import LabModel
import Testing

@testable import Estimation

@Suite struct ShownPicturesTests {
    private func shown(_ run: Planted) -> ShownPictures {
        MeasuredRun(run.trace, options: .init()).shown
    }

    /// When pictures were shown, in milliseconds from the origin.
    private func instants(_ run: Planted) -> [Double] {
        shown(run).pictures.map { Double($0.instant - Planted.origin.nanoseconds) / 1e6 }
    }

    /// Segments of five frames: each arrives at once, 60 ms after its last frame's stamp; decoding takes 4 ms a frame.
    private func segmented(_ count: Int, container: String? = "hls") -> Planted {
        var run = Planted()
        run.trace.media.container = container
        run.trace.end = nil
        run.trace.endReason = .frameLimit
        for number in 0..<count {
            let arrival = Double(number / 5 * 5 + 4) * 40 + 60
            run.show(number, delayMs: arrival + Double(number % 5 + 1) * 4 - Double(number) * 40) { sample in
                sample.arrival = Planted.at(ms: arrival)
            }
        }
        return run
    }

    @Test func continuousPicturesAreShownWhenDecoded() {
        let run = segmented(10, container: "mpegts")
        #expect(instants(run) == [224, 228, 232, 236, 240, 424, 428, 432, 436, 440])
    }

    @Test func picturesOfAFileWithoutTimesAreShownAtNoKnownTime() {
        var run = segmented(10, container: "image2")
        run.trace.join = nil
        for index in run.trace.samples.indices {
            run.trace.samples[index].presentationTime = nil
        }
        #expect(shown(run).pictures.isEmpty)
        let summary = run.summarize()
        #expect(summary.frames.marked == 10)
        #expect(summary.frameRate.meanFps == nil && summary.frameRate.harmonicFps == nil)
        #expect(summary.frameRate.periods.isEmpty)
        #expect(summary.freezes.count == 0)
        #expect(summary.run.durationS == nil)
    }

    @Test func segmentedPicturesAreShownWhenDue() {
        let run = segmented(10)
        // The first of each segment arrives 220 ms after its stamp and is decoded 4 ms later.
        #expect(run.playout?.operatingDelayMs == 220)
        #expect(instants(run) == [224, 260, 300, 340, 380, 424, 460, 500, 540, 580])
    }

    @Test func dueTimesAreByTheReceiversClock() {
        var run = segmented(5)
        run.trace.join = Planted.at(ms: -1_000)
        for index in run.trace.samples.indices {
            run.trace.samples[index].clockOffset = .milliseconds(100)
        }
        #expect(run.playout?.operatingDelayMs == 320)
        #expect(instants(run) == [224, 260, 300, 340, 380])
    }

    @Test func ratesAndFreezesFollow() throws {
        var run = Planted()
        run.trace.media.container = "dash"
        run.trace.nominalPeriod = Planted.period
        for number in 0..<500 {
            // Segments of 1 s.
            run.deliver(number, atMs: Double(number / 25 * 25 + 24) * 40 + 50)
        }
        run.trace.end = Planted.at(ms: 20_000)
        run.trace.drained = nil
        run.trace.endReason = .duration
        let summary = run.summarize()
        #expect(summary.freezes.count == 0)
        #expect(abs(try #require(summary.frameRate.harmonicFps) - 25) < 0.1)
        run.trace.media.container = "mpegts"
        let bursts = run.summarize()
        // Each burst shows one picture a second. After five intervals that long they are what is usual.
        #expect(bursts.freezes.count == 5)
        #expect(try #require(bursts.frameRate.harmonicFps) < 1.1)
    }

    @Test func lateFramesAreShownWhenDecoded() {
        var run = Planted()
        run.trace.media.container = "hls"
        run.trace.end = nil
        run.trace.endReason = .frameLimit
        run.deliver(0..<2_000, lateMs: 100, except: [1_000: 130])
        // One frame of 2,000 may be late.
        #expect(run.playout?.operatingDelayMs == 100)
        #expect(Array(instants(run)[998...1_001]) == [40_022, 40_062, 40_132, 40_142])
    }

    @Test func ofPicturesShownTogetherOnlyTheLastCounts() {
        var run = Planted()
        run.trace.end = nil
        [(0, 20.0), (1, 60), (2, 60.9), (3, 140)].forEach { run.show($0, delayMs: $1 - Double($0) * 40) }
        #expect(instants(run) == [20, 60.9, 140])
        #expect(shown(run).pictures.map(\.index) == [0, 2, 3])
    }

    @Test func withoutAClockTheyAreShownAsWithOne() {
        let known = instants(segmented(10))
        var run = segmented(10)
        for index in run.trace.samples.indices {
            run.trace.samples[index].clockOffset = nil
        }
        #expect(instants(run) == known)
        // What the streamer's clock says in place of the receiver's makes no difference.
        for index in run.trace.samples.indices {
            let time = run.trace.samples[index].stamp?.time
            run.trace.samples[index].stamp?.time = time.map { $0 + .seconds(3_600) }
        }
        #expect(instants(run) == known)
    }

    @Test func withoutTimesInTheMarksTheDecodingCounts() {
        var run = segmented(10)
        for index in run.trace.samples.indices {
            run.trace.samples[index].stamp?.time = nil
        }
        #expect(instants(run).first == 224)
        #expect(instants(run).last == 440)
    }

    @Test func aLaterFrameTakesTheLastOnesPlaceWhenItIsDue() {
        var run = Planted()
        run.trace.media.container = "hls"
        run.trace.end = Planted.at(ms: 2_000)
        // 50 frames count, and 25 more arrive with the segment that tells so, a second later.
        for number in 0..<75 {
            run.deliver(number, atMs: Double(number / 25 * 25 + 24) * 40 + 50)
        }
        let pictures = shown(run)
        #expect(run.playout?.operatingDelayMs == 1_010)
        #expect(instants(run).last == 2_970)
        #expect(pictures.replaced.map { Double($0 - Planted.origin.nanoseconds) / 1e6 } == 3_012)
        #expect(run.summarize().freezes.count == 0)
    }

    @Test func nothingShownIsReplacedByNothing() {
        #expect(shown(Planted()).replaced == nil)
        #expect(shown(Planted(frames: 0..<100)).replaced == nil)
    }
}
