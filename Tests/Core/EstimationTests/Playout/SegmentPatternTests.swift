import LabModel
import Testing

@testable import Estimation

/// Planted patterns of segments and parts, and what a player needs for them.
@Suite struct SegmentPatternTests {
    @Test(arguments: [(25, 1_050.0), (100, 4_050), (5, 250)])
    func theFirstFrameOfEachDecidesTheDelay(frames: Int, delayMs: Double) throws {
        let summary = SegmentPattern(frames: frames).planted(1_000 / frames).summarize()
        let playout = try #require(summary.playout)
        #expect(playout.leastDelayNoStallMs == delayMs && playout.operatingDelayMs == delayMs)
        #expect(summary.frames.line == "expected 1000 decoded 1000 marked 1000")
        // Each is decoded 2 ms behind its arrival, and the first of a segment is due as it arrives.
        #expect(summary.freezes.count == 0)
        #expect(abs(try #require(summary.frameRate.harmonicFps) - 25) < 0.1)
    }

    @Test func aBurstIsNotWatchedAtItsOwnDelay() throws {
        let summary = SegmentPattern(frames: 100).planted(10).summarize()
        // The last frame of each segment is 90 ms old when it comes.
        let delays = try #require(summary.arrivalDelayMs)
        #expect(delays.min == 90 && delays.max == 4_050)
        #expect(summary.playout?.operatingDelayMs == 4_050)
    }

    /// Any offset serves: without a clock the pictures are shown as evenly as with one.
    @Test func withoutAClockPicturesAreShownWhenDue() throws {
        let known = SegmentPattern(frames: 25).planted(10).summarize()
        var run = SegmentPattern(frames: 25).planted(10)
        for index in run.trace.samples.indices {
            run.trace.samples[index].clockOffset = nil
            run.trace.samples[index].clockErrorBound = nil
        }
        let unknown = run.summarize()
        #expect(unknown.playout == nil && unknown.frameDelayMs == nil)
        #expect(unknown.frameRate.meanFps == known.frameRate.meanFps)
        #expect(unknown.frameRate.harmonicFps == known.frameRate.harmonicFps)
        #expect(unknown.freezes.count == 0 && known.freezes.count == 0)
    }

    @Test func oneLateSegmentOfForty() throws {
        let pattern = SegmentPattern(frames: 25, lateMs: [20: 500])
        let summary = pattern.planted(40).summarize()
        let playout = try #require(summary.playout)
        #expect(playout.leastDelayNoStallMs == 1_550)
        // One frame of a thousand may be late: the first of the late segment, and the second decides.
        #expect(playout.operatingDelayMs == 1_510)
        #expect(summary.freezes.count == 0 && summary.frames.dropped == 0)
    }

    @Test func aLostSegmentIsDropsAndAFreezeAndNoDelay() throws {
        let summary = SegmentPattern(frames: 25, lost: [20]).planted(40).summarize()
        #expect(summary.frames.line == "expected 1000 decoded 975 marked 975 dropped 25")
        #expect(summary.playout?.operatingDelayMs == 1_050)
        // The player shows the frame before for as long as the lost ones would have lasted; the next is decoded 2 ms late.
        #expect(summary.freezes.count == 1 && summary.freezes.longestMs == 1_042)
        // Who was sent and lost waits for the next one that came.
        #expect(summary.signalDelayMs?.values.max == 2_052)
    }

    @Test(arguments: [-90_000.0, 0, 3_600_000])
    func aDiscontinuityMovesNoFrame(shiftMs: Double) throws {
        let pattern = SegmentPattern(frames: 25, discontinuity: (frame: 500, shiftMs: shiftMs))
        let run = pattern.planted(40)
        #expect(Set(run.trace.samples.map(\.epoch)) == [0, 1])
        let summary = run.summarize()
        #expect(summary.frames.line == "expected 1000 decoded 1000 marked 1000")
        #expect(summary.playout?.operatingDelayMs == 1_050 && summary.freezes.count == 0)
        #expect(abs(try #require(summary.frameRate.meanFps) - 25) < 0.01)
    }

    @Test func whatADiscontinuityHidesIsAGapInTime() {
        let pattern = SegmentPattern(frames: 25, lost: [20], discontinuity: (frame: 500, shiftMs: -90_000))
        let summary = pattern.planted(40).summarize()
        #expect(summary.frames.line == "expected 975 decoded 975 marked 975")
        #expect(summary.playout?.operatingDelayMs == 1_050)
    }

    /// Parts of five access units in decoding order, 0 2 1 4 3 …, 10 ms behind the last one's encoding: a picture that
    /// others predict from is encoded with its own frame, the one before it right behind.
    @Test func partsInDecodingOrderHoldBackTheFramesBetween() throws {
        var run = Planted()
        run.trace.media.container = "hls"
        run.trace.end = nil
        run.trace.endReason = .frameLimit
        let encoded = { (place: Int) in place.isMultiple(of: 2) ? place : place + 1 }
        var decoded = 0.0
        for number in 0..<1_000 {
            let place = number == 0 ? 0 : number.isMultiple(of: 2) ? number - 1 : number + 1
            let arrival = Double(encoded(place / 5 * 5 + 4) + 1) * 40 + 10
            decoded = max(decoded, arrival) + 2
            run.show(number) { sample in
                sample.arrival = Planted.at(ms: arrival)
                sample.decoded = Planted.at(ms: decoded)
                sample.presentationTime = .milliseconds(Double(number) * 40)
            }
        }
        let summary = run.summarize()
        // A part without them would be 210 ms behind its first frame: the frame before it waits for the next part.
        #expect(summary.playout?.leastDelayNoStallMs == 250)
        #expect(summary.playout?.operatingDelayMs == 250)
        #expect(summary.frames.line == "expected 1000 decoded 1000 marked 1000")
        #expect(summary.freezes.count == 0 && summary.frames.outOfOrder == 0)
    }

    @Test func theBitrateIsThatOfTheMediaNotOfTheBursts() throws {
        // 1,000 bytes a frame; ten segments arrive within 36 s, and last 40.
        let known = try #require(SegmentPattern(frames: 100).planted(10).summarize().bitrateBps)
        #expect(abs(known - 200_000) < 20)
        var unclocked = SegmentPattern(frames: 100).planted(10)
        for index in unclocked.trace.samples.indices {
            unclocked.trace.samples[index].clockOffset = nil
        }
        #expect(unclocked.summarize().bitrateBps == 200_000)
        let bursts = SegmentPattern(frames: 100).planted(10, container: "mpegts").summarize()
        #expect(try #require(bursts.bitrateBps) > 220_000)
        var untimed = SegmentPattern(frames: 100).planted(10)
        for index in untimed.trace.samples.indices {
            untimed.trace.samples[index].stamp?.time = nil
        }
        #expect(untimed.summarize().bitrateBps == nil)
    }

    @Test func framesOfASegmentWaitForEachOtherWithoutAWarning() {
        // The last of a segment of 100 waits for 200 ms, five periods.
        var run = SegmentPattern(frames: 100).planted(10)
        #expect(run.summarize().heldBackFrames.max == 5)
        #expect(run.warning(.heldBackFrames) == nil && run.warning(.receiverOverloaded) == nil)
        // Now each segment's last frame comes out of the decoder with the next segment.
        for index in stride(from: 99, to: 999, by: 100) {
            run.trace.samples[index].decoded = run.trace.samples[index + 1].decoded.map { $0 - .milliseconds(1) }
        }
        #expect(run.warning(.heldBackFrames) != nil)
    }

    @Test func aDecoderThatTakesHalfOfTheTimeIsOverloaded() {
        var run = SegmentPattern(frames: 100).planted(10)
        for index in run.trace.samples.indices {
            let arrival = run.trace.samples[index].arrival
            run.trace.samples[index].decoded = arrival.map { $0 + .milliseconds(Double(index % 100 + 1) * 22) }
        }
        #expect(run.warning(.receiverOverloaded) != nil && run.warning(.heldBackFrames) != nil)
    }
}
