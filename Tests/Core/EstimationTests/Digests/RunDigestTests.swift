import LabModel
import Testing

@testable import Estimation

@Suite struct RunDigestTests {
    @Test func nothingObservedGivesNothing() {
        #expect(RunDigest(Trace()) == RunDigest())
    }

    @Test func aPlainRunIsALevelLine() throws {
        let digest = RunDigest(Planted(frames: 0..<251).trace)
        #expect(digest.frameDelay.count == 250)
        #expect(digest.frameDelay.minMs == 20 && digest.frameDelay.maxMs == 20)
        #expect(digest.signalDelay == digest.frameDelay)
        #expect(digest.censored == 0 && digest.leastCensoredMs == nil)
        // Four frames of 40 ms fit into 0.2 s at the least; the join was 10 ms before frame 0.
        #expect(digest.delays.count == 50)
        #expect(digest.delays.allSatisfy { $0.frames == 5 && $0.lengthS == 0.2 && $0.dropped == 0 })
        #expect(digest.delays.allSatisfy { $0.minMs == 20 && $0.medianMs == 20 && $0.maxMs == 20 })
        #expect(digest.delays.map(\.startS).prefix(3) == [0, 0.2, 0.4])
        #expect(digest.clock.count == 50)
        #expect(digest.clock.allSatisfy { $0.offsetMs == 0 && $0.minMs == 0 && $0.maxMs == 0 && $0.boundMs == 0 })
        #expect(digest.marks.isEmpty && digest.marksLeftOut == 0)
    }

    @Test func histogramsHoldWhatTheSummaryCounts() throws {
        for seed in 0..<40 as Range<UInt64> {
            let run = RandomRun(seed: seed).planted
            let (digest, summary) = (RunDigest(run.trace), run.summarize())
            #expect(digest.frameDelay.count == summary.frameDelayMs?.n ?? 0)
            #expect(digest.frameDelay.minMs == summary.frameDelayMs?.min)
            #expect(digest.frameDelay.maxMs == summary.frameDelayMs?.max)
            #expect(digest.signalDelay.count == summary.signalDelayMs?.values.n ?? 0)
            #expect(digest.signalDelay.maxMs == summary.signalDelayMs?.values.max)
            #expect(digest.censored == summary.signalDelayMs?.censored ?? 0)
            #expect(digest.delays.reduce(0) { $0 + $1.frames } == digest.frameDelay.count)
            #expect(digest.delays.reduce(0) { $0 + $1.dropped } == summary.frames.dropped)
            #expect(digest.delays.compactMap(\.maxMs).max() == digest.frameDelay.maxMs)
        }
    }

    @Test func togetherTheyAreWhatTheyAreAlone() {
        for seed in 0..<10 as Range<UInt64> {
            let run = RandomRun(seed: seed).planted
            let both = Estimator.assess(run.trace, manifest: Planted.manifest)
            #expect(both.summary == run.summarize())
            #expect(both.digest == RunDigest(run.trace))
        }
    }

    @Test func lowerBoundsAreTold() {
        let digest = RunDigest(Planted(frames: 0..<240).trace)
        #expect(digest.signalDelay.count == 250)
        #expect(digest.censored == 10)
        // Frame 249, sent at 9,960 ms, was looked for until 10,100 ms.
        #expect(digest.leastCensoredMs == 140)
    }

    @Test func spikesSurviveInTheirStretch() {
        var run = Planted(frames: 0..<100)
        run.show(100, delayMs: 39)
        (101..<251).forEach { run.show($0) }
        let spiked = RunDigest(run.trace).delays.filter { $0.maxMs == 39 }
        #expect(spiked.map(\.startS) == [4])
        #expect(spiked.map(\.medianMs) == [20])
    }

    @Test func dropsLieWhereTheNextFrameWasSeen() {
        var run = Planted(frames: 0..<100)
        (150..<200).forEach { run.show($0) }
        (201..<251).forEach { run.show($0) }
        let digest = RunDigest(run.trace)
        let drops = digest.marks.filter { $0.kind == .drop }
        #expect(drops.map(\.frames) == [50, 1])
        // Frame 150 is decoded 6,020 ms after the origin, 10 ms behind the join.
        #expect(drops.map(\.startS) == [6.03, 8.07])
        #expect(digest.delays.filter { $0.dropped > 0 }.map(\.startS) == [6, 8])
        #expect(digest.delays.filter { $0.frames == 0 }.count == 10)
    }

    @Test func unreadablePicturesFillTheirGap() {
        var run = Planted(frames: 0..<100)
        run.showUnreadable(100)
        run.showUnreadable(101)
        (103..<251).forEach { run.show($0) }
        let drops = RunDigest(run.trace).marks.filter { $0.kind == .drop }
        #expect(drops == [DigestMark(.drop, startS: 4.15, frames: 1)])
    }

    @Test func freezesAreThoseOfTheSummary() {
        var run = Planted(frames: 0..<50)
        (60..<100).forEach { run.show($0) }
        (120..<251).forEach { run.show($0) }
        let freezes = RunDigest(run.trace).marks.filter { $0.kind == .freeze }
        #expect(freezes.map(\.lengthS) == [0.44, 0.84])
        #expect(freezes.map(\.startS) == [1.99, 3.99])
        #expect(run.summarize().freezes.totalMs == freezes.reduce(0) { $0 + $1.lengthS * 1e3 })
    }

    @Test func stallsAndReconnectsAreToldAsFarAsMeasured() {
        var run = Planted(frames: 0..<251)
        run.trace.stalls = [TimeGap(start: Planted.at(ms: 1_990), end: Planted.at(ms: 3_990))]
        run.trace.reconnects = [TimeGap(start: Planted.at(ms: 9_990), end: Planted.at(ms: 12_000))]
        let marks = RunDigest(run.trace).marks
        #expect(
            marks == [
                DigestMark(.stall, startS: 2, lengthS: 2), DigestMark(.reconnect, startS: 10, lengthS: 0.01),
            ]
        )
    }

    @Test func ofManyMarksTheLargestStay() {
        var run = Planted()
        run.trace.end = nil
        run.trace.drained = nil
        for number in stride(from: 0, to: 900, by: 4) {
            run.show(number)
        }
        run.show(930)
        let digest = RunDigest(run.trace)
        let drops = digest.marks.filter { $0.kind == .drop }
        #expect(drops.count == RunDigest.markLimit)
        #expect(drops.map(\.frames).max() == 33)
        #expect(digest.marksLeftOut == 225 - RunDigest.markLimit)
        #expect(zip(digest.marks, digest.marks.dropFirst()).allSatisfy { $0.startS <= $1.startS })
    }

    @Test func clockStepsShowInTheOffset() {
        var run = Planted()
        run.trace.clockMethod = .trace
        for number in 0..<251 {
            run.show(number) {
                $0.clockOffset = .milliseconds(number < 125 ? 0 : 500)
                $0.clockErrorBound = number == 60 ? .milliseconds(3) : .milliseconds(1)
            }
        }
        let clock = RunDigest(run.trace).clock
        #expect(clock.first?.offsetMs == 0 && clock.last?.offsetMs == 500)
        #expect(clock.filter { $0.minMs != $0.maxMs }.count <= 1)
        #expect(clock.compactMap(\.boundMs).max() == 3)
    }

    @Test func withoutAClockTheDelaysAreUnknown() {
        var run = Planted()
        run.clockOffset = nil
        (0..<251).forEach { run.show($0) }
        let digest = RunDigest(run.trace)
        #expect(digest.frameDelay.count == 0 && digest.clock.isEmpty)
        #expect(digest.delays.allSatisfy { $0.frames == 0 && $0.medianMs == nil })
    }

    @Test func aFileLiesOnItsPresentationTimes() {
        var run = Planted()
        run.trace.join = nil
        run.trace.end = nil
        run.trace.clockMethod = .none
        run.clockOffset = nil
        for number in 0..<100 where !(50..<60).contains(number) {
            run.show(number) { $0.presentationTime = .milliseconds(5_000 + Double(number) * 40) }
        }
        let marks = RunDigest(run.trace).marks
        #expect(marks.filter { $0.kind == .drop } == [DigestMark(.drop, startS: 2.4, frames: 10)])
        #expect(marks.filter { $0.kind == .freeze } == [DigestMark(.freeze, startS: 1.96, lengthS: 0.44)])
    }
}
