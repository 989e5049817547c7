import LabModel
import LabTesting
import Testing

@testable import Estimation

@Suite struct PlayoutTimelineTests {
    @Test func arrivalsAreTakenToTheStreamersClock() throws {
        var run = Planted()
        run.clockOffset = .milliseconds(-250)
        run.trace.join = Planted.at(ms: 200)
        (0..<3).forEach { run.deliver($0, atMs: Double($0) * 40 + 270) }
        let frames = try #require(run.timeline?.epochs.first)
        #expect(frames.map(\.lateness) == [20_000_000, 20_000_000, 20_000_000])
        #expect(frames.map(\.duration) == [40_000_000, 40_000_000, 40_000_000])
    }

    @Test func whatShowsNothingNewIsNotPlayed() throws {
        var run = Planted()
        run.deliver(0, atMs: 20)
        run.deliver(0, atMs: 40)
        run.deliver(1, atMs: 60)
        run.deliver(2, atMs: 100) { sample in
            sample.decoded = nil
            sample.stamp = nil
        }
        run.deliver(3, atMs: 140)
        run.deliver(1, atMs: 150)
        let frames = try #require(run.timeline?.epochs.first)
        #expect(frames.map(\.duration) == [40_000_000, 80_000_000, 40_000_000])
    }

    @Test func backlogSeenTwiceIsPlayedOnce() throws {
        var run = Planted()
        run.trace.join = Planted.at(ms: 70)
        [0, 1, 0, 1, 2].forEach { run.deliver($0, atMs: 100) }
        #expect(try #require(run.timeline?.epochs.first).map(\.isBacklog) == [true, true, false])
    }

    @Test func ofPicturesForOneInstantTheFirstToArriveStays() throws {
        var run = Planted()
        run.deliver(1, atMs: 80)
        run.deliver(2, atMs: 70) { $0.stamp?.time = Planted.at(ms: 40) }
        run.deliver(0, atMs: 75)
        let frames = try #require(run.timeline?.epochs.first)
        #expect(frames.map(\.lateness) == [75_000_000, 30_000_000])
    }

    @Test func withoutAnArrivalTheDecodingCounts() throws {
        var run = Planted()
        run.deliver(0, atMs: 20) { $0.arrival = nil }
        #expect(try #require(run.timeline?.epochs.first).map(\.lateness) == [22_000_000])
    }

    @Test func unreadablePicturesThatExplainAFrameArePlayed() throws {
        var run = Planted()
        for number in 0..<4 {
            run.deliver(number, atMs: Double(number) * 40 + (number == 2 ? 33 : 20)) { sample in
                sample.presentationTime = .milliseconds(Double(number) * 40)
                sample.stamp = number == 2 ? nil : sample.stamp
                sample.unreadable = number == 2 ? .crc : nil
            }
        }
        #expect(run.summarize().frames.filled == 1)
        #expect(try #require(run.timeline?.epochs.first).map(\.lateness)[2] == 33_000_000)
    }

    @Test func theLastFrameLastsTheMeanWhereNoPeriodIsPromised() throws {
        var run = Planted()
        run.trace.nominalPeriod = nil
        [0, 1, 4].forEach { run.deliver($0, atMs: 300) }
        #expect(try #require(run.timeline).period == 40_000_000)
        run.trace.samples.removeLast(2)
        #expect(try #require(run.timeline?.epochs.first).map(\.duration) == [1])
    }

    @Test func absurdTimesAreNotPlayed() {
        var run = Planted(frames: 0..<10)
        run.show(10) { $0.stamp?.time = WallTime(nanoseconds: .max) }
        run.trace.end = nil
        #expect(run.timeline == nil)
        #expect(run.playout == nil)
    }

    @Test func anyMarkAtAllIsSafe() {
        for seed in UInt64(0)..<200 {
            var random = SeededGenerator(seed: seed)
            var run = Planted()
            run.trace.end = Bool.random(using: &random) ? run.trace.end : nil
            run.trace.media.container = Bool.random(using: &random) ? "hls" : nil
            for number in 0..<12 {
                run.show(number, epoch: .random(in: 0...2, using: &random)) { sample in
                    if Int.random(in: 0..<4, using: &random) == 0 {
                        sample.stamp?.time = WallTime(nanoseconds: .random(in: .min ... .max, using: &random))
                        sample.presentationTime = Latency(nanoseconds: .random(in: .min ... .max, using: &random))
                    }
                }
            }
            _ = run.summarize()
        }
    }
}
