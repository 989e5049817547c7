import LabModel
import LabTesting
import Testing

@testable import Estimation

@Suite struct RelativeAtInstantTests {
    /// A camera sees two players in each of its pictures: the control is some frames ahead.
    private static func filmed(_ frames: [(test: Int, control: Int)], camera: Double = 40) -> Planted {
        var run = Planted()
        run.trace.controlKind = .picture
        for (index, pair) in frames.enumerated() {
            let seen = Planted.at(ms: Double(index) * camera + 1_000)
            run.show(pair.test) { $0.decoded = seen }
            run.showControl(pair.control) { $0.decoded = seen }
        }
        return run
    }

    @Test func stampsOfOnePictureAreSubtracted() throws {
        let run = Self.filmed((0..<100).map { ($0, $0 + 5) })
        let summary = run.summarize()
        let values = try #require(summary.relativeAtInstantMs)
        #expect(values.n == 100)
        #expect([values.min, values.p50, values.max] == [200, 200, 200])
        #expect(summary.relativeToControlMs == nil && summary.relativeSignalMs == nil)
    }

    @Test func aTestThatIsAheadIsNegative() {
        #expect(Self.filmed((10..<50).map { ($0, $0 - 3) }).summarize().relativeAtInstantMs?.p50 == -120)
    }

    @Test func picturesThatRepeatAFrameTellOfTheirOwnInstant() throws {
        // The camera is twice as fast as the players, and the test stands still for two frames.
        let run = Self.filmed([(0, 1), (0, 1), (1, 2), (1, 2), (1, 3), (1, 3), (1, 4), (4, 5)], camera: 20)
        let values = try #require(run.summarize().relativeAtInstantMs)
        #expect(values.n == 8)
        #expect([values.min, values.max, values.mean] == [40, 120, 60])
    }

    @Test func picturesThatShowOneMarkAloneSayNothing() throws {
        var run = Self.filmed((0..<50).map { ($0, $0 + 1) })
        run.trace.samples[3].stamp = nil
        run.trace.control[4].stamp = nil
        run.trace.control.remove(at: 5)
        #expect(run.summarize().relativeAtInstantMs?.n == 47)
    }

    @Test func samplesOfDifferentPicturesAreNotPaired() {
        var run = Self.filmed((0..<50).map { ($0, $0 + 1) })
        for index in run.trace.control.indices {
            run.trace.control[index].presentationTime = .milliseconds(1)
        }
        #expect(run.summarize().relativeAtInstantMs == nil)
    }

    @Test func filesArePairedByTheirPresentationTimes() throws {
        var run = Self.filmed((0..<50).map { ($0, $0 + 2) })
        run.trace.join = nil
        run.trace.end = nil
        for index in run.trace.samples.indices {
            run.trace.samples[index].presentationTime = .milliseconds(Double(index))
            run.trace.control[index].presentationTime = .milliseconds(Double(index))
            run.trace.samples[index].decoded = Planted.origin
            run.trace.control[index].decoded = Planted.origin
        }
        let values = try #require(run.summarize().relativeAtInstantMs)
        #expect(values.n == 50 && values.p50 == 80)
    }

    @Test func otherStreamsAndUntimedMarksAreNotCompared() {
        var run = Self.filmed((0..<50).map { ($0, $0 + 1) })
        run.trace.control[0].stamp?.streamID = StreamID(rawValue: 9)
        run.trace.control[1].stamp?.time = nil
        #expect(run.summarize().relativeAtInstantMs?.n == 48)
    }

    @Test func backlogAndWhatComesAfterTheEndAreLeftOut() {
        var run = Self.filmed((0..<260).map { ($0, $0 + 1) })
        run.trace.join = Planted.at(ms: 395)
        #expect(run.summarize().relativeAtInstantMs?.n == 240)
    }

    @Test func marksWithoutNumbersAreComparedToo() {
        var run = Self.filmed((0..<50).map { ($0, $0 + 1) })
        for index in run.trace.samples.indices {
            run.trace.samples[index].stamp?.number = nil
            run.trace.control[index].stamp?.number = nil
        }
        #expect(run.summarize().relativeAtInstantMs?.n == 50)
    }

    @Test func agreesWithTheSlowReference() {
        for seed in 0..<100 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            let frames = (0..<60).map { index in
                (test: max(0, index - Int.random(in: 0...6, using: &random)), control: index)
            }
            var run = Self.filmed(frames)
            run.trace.control.shuffle(using: &random)
            let values = run.summarize().relativeAtInstantMs
            let differences = frames.map { Double($0.control - $0.test) * 40 }.sorted()
            #expect(values?.n == 60, "seed \(seed)")
            #expect(values?.p50 == Percentile.of(sorted: differences, 0.5), "seed \(seed)")
            #expect(values?.mean == Moments.mean(differences), "seed \(seed)")
        }
    }
}
