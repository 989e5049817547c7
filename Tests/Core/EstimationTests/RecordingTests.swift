import LabModel
import Testing

@testable import Estimation

/// Recorded files and single pictures: counts, rates, freezes and relative delays are known, everything else is null.
@Suite struct RecordingTests {
    /// A recording of some frames at 25 fps, read in 1 ms each, of which nothing is known but what it shows.
    private func recording(_ numbers: [Int], edit: (inout Sample) -> Void = { _ in }) -> Planted {
        var run = Planted()
        run.clockOffset = nil
        (run.trace.join, run.trace.end) = (nil, nil)
        run.trace.clockMethod = .none
        run.trace.endReason = .endOfStream
        for (place, number) in numbers.enumerated() {
            run.show(number) { sample in
                sample.decoded = Planted.at(ms: 5_000_000 + Double(place))
                sample.arrival = sample.decoded.map { $0 - .milliseconds(0.5) }
                sample.presentationTime = .milliseconds(Double(place) * 40)
                edit(&sample)
            }
        }
        return run
    }

    /// That nothing is said which a recording cannot tell.
    private func checkUnknown(_ summary: Summary) {
        #expect(summary.frameDelayMs == nil && summary.arrivalDelayMs == nil && summary.signalDelayMs == nil)
        #expect(summary.arrivalMethod == nil && summary.playout == nil && summary.segments == nil)
        #expect(summary.jitterMs == nil && summary.jitterRfc3550Ms == nil && summary.driftMsPerMin == nil)
        #expect(summary.heldBackFrames == Summary.HeldBack() && summary.startupMs == Summary.StartupPart())
        #expect(summary.relativeToControlMs == nil && summary.relativeSignalMs == nil && summary.controlDelayMs == nil)
        #expect(summary.clock.method == .none && summary.clock.offsetMs == nil && summary.clock.errorBoundMs == nil)
        #expect(summary.stalls.count == 0 && summary.frames.backlog == 0 && summary.frames.negativeDelay == 0)
        #expect(summary.frameRate.periods.allSatisfy { $0.frameDelayMs == nil })
    }

    @Test func aRecordingHasCountsRatesAndFreezes() throws {
        // Frames 40 to 44 were lost, 60 is held for 20 pictures.
        let numbers = Array(0..<40) + Array(45..<60) + Array(repeating: 60, count: 20) + Array(61..<100)
        let summary = recording(numbers).summarize()
        #expect(summary.frames.line == "expected 100 decoded 114 marked 95 dropped 5 repeated 19")
        #expect(summary.frames.expectedMethod == .listed)
        #expect(summary.freezes.count == 1 && summary.freezes.longestMs == 800)
        #expect(try #require(summary.run.durationS) == 4.52)
        #expect(abs(try #require(summary.frameRate.meanFps) - 94 / 4.52) < 1e-9)
        #expect(abs(try #require(summary.bitrateBps) - 200_000) < 1e-6)
        #expect(summary.warnings.isEmpty)
        checkUnknown(summary)
    }

    @Test func whatReadingTookIsNoStall() {
        var run = recording(Array(0..<100))
        run.trace.stalls = [TimeGap(start: Planted.at(ms: 5_000_000), end: Planted.at(ms: 5_009_000))]
        checkUnknown(run.summarize())
    }

    @Test func withoutPresentationTimesThereAreCountsAlone() {
        let summary = recording(Array(0..<100)) { $0.presentationTime = nil }.summarize()
        #expect(summary.frames.line == "expected 100 decoded 100 marked 100")
        #expect(summary.frameRate == Summary.FrameRatePart() && summary.freezes.count == 0)
        #expect(summary.run.durationS == nil && summary.bitrateBps == nil)
        checkUnknown(summary)
    }

    @Test func twoMarksInOnePictureTellTheirDistance() throws {
        var run = recording(Array(0..<50))
        run.trace.controlKind = .picture
        run.trace.control = run.trace.samples.map { sample in
            var beside = sample
            beside.stamp?.number = sample.stamp?.number.map { FrameNumber($0.rawValue + 3) }
            beside.stamp?.time = sample.stamp?.time.map { $0 + .milliseconds(120) }
            return beside
        }
        let summary = run.summarize()
        let values = try #require(summary.relativeAtInstantMs)
        #expect(values.n == 50 && values.p50 == 120 && values.min == 120 && values.max == 120)
        let warning = try #require(summary.warnings.first)
        #expect(summary.warnings.count == 1 && warning.code == .fewSamples && warning.remedy == "Record longer.")
        checkUnknown(summary)
    }

    @Test(arguments: [Latency?.none, .zero])
    func aSinglePictureCountsOne(presentationTime: Latency?) throws {
        let summary = recording([7]) { $0.presentationTime = presentationTime }.summarize()
        #expect(summary.frames.line == "expected 1 decoded 1 marked 1")
        #expect(summary.run.durationS == nil && summary.bitrateBps == nil)
        #expect(summary.frameRate.meanFps == nil && summary.frameRate.harmonicFps == nil)
        #expect(summary.freezes == Summary.Episodes())
        #expect(summary.warnings.isEmpty && summary.events.isEmpty)
        checkUnknown(summary)
    }

    @Test func aSinglePictureOfTwoPlayersTellsOneDistance() throws {
        var run = recording([7])
        run.trace.controlKind = .picture
        run.trace.control = recording([12]).trace.samples
        let summary = run.summarize()
        let values = try #require(summary.relativeAtInstantMs)
        #expect(
            [values.min, values.p5, values.p50, values.p99, values.max, values.mean] == Array(repeating: 200, count: 6)
        )
        #expect(values.n == 1 && values.stddev == nil && values.ci95P50 == nil && values.ci95P95 == nil)
        #expect(summary.warnings.isEmpty)
        checkUnknown(summary)
    }

    @Test func aSinglePictureWithoutAMarkSaysThat() {
        let summary = recording([0]) { sample in
            sample.stamp = nil
            sample.unreadable = .noCode
        }.summarize()
        #expect(summary.frames.decoded == 1 && summary.frames.unreadable == 1 && summary.frames.expected == nil)
        #expect(summary.frames.dropped == nil && summary.run.durationS == nil)
        #expect(summary.warnings.map(\.code) == [.marksUnread])
        checkUnknown(summary)
    }

    @Test func nothingAtAllIsNothing() {
        let summary = recording([]).summarize()
        #expect(summary.frames == Summary.Frames() && summary.warnings.isEmpty)
        checkUnknown(summary)
    }
}
