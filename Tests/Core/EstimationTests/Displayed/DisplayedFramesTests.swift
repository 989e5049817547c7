import Estimation
import LabModel
import Testing

/// What was displayed when frames were due.
@Suite struct DisplayedFramesTests {
    private func shown(_ frames: [DisplayedFrame]) -> [Int?] {
        frames.map { $0.shown.map { Int($0.rawValue) } }
    }

    /// Frames 0 to 9 of a stream that is measured for 400 ms.
    private func short(_ numbers: [Int], delays: [Int: Double] = [:]) -> Planted {
        var run = Planted()
        run.trace.end = Planted.at(ms: 390)
        for number in numbers {
            run.show(number, delayMs: delays[number] ?? 20)
        }
        return run
    }

    @Test func aFlawlessStreamShowsEachFrameWhenItIsDue() {
        let frames = DisplayedFrames.of(Planted(frames: 0..<260).trace)
        #expect(frames.map { $0.stamp.number?.rawValue } == (0..<250).map { UInt32($0) })
        #expect(shown(frames) == Array(0..<250))
        #expect(frames[3].stamp == Planted.stamp(3))
    }

    @Test func inPlaceOfALostFrameTheOneBeforeStays() {
        let run = short([0, 1, 2, 5, 6, 8, 9, 10])
        let frames = DisplayedFrames.of(run.trace)
        #expect(shown(frames) == [0, 1, 2, 2, 2, 5, 6, 6, 8, 9])
        #expect(frames[3].stamp == Planted.stamp(3))
        #expect(frames[7].stamp.time == Planted.stamp(7).time)
    }

    @Test func beforeTheFirstPictureTheScreenIsBlack() {
        let frames = DisplayedFrames.of(short([2, 3, 4, 5, 6, 7, 8, 9, 10]).trace)
        #expect(shown(frames) == [nil, nil, 2, 3, 4, 5, 6, 7, 8, 9])
        #expect(frames[0].stamp == Planted.stamp(0))
    }

    @Test func aLateFrameIsNotThereWhenItIsDueAtADelay() {
        let run = short(Array(0...10), delays: [4: 50, 5: 75])
        #expect(shown(DisplayedFrames.of(run.trace, delay: .milliseconds(20))) == [0, 1, 2, 3, 3, 4, 6, 7, 8, 9])
        #expect(shown(DisplayedFrames.of(run.trace, delay: .milliseconds(60))) == [0, 1, 2, 3, 4, 4, 6, 7, 8, 9])
    }

    @Test func aPictureThatIsEarlyWaitsUntilItIsDue() {
        // Two and a half periods above the usual delay: frames are not compared with those two behind them.
        let run = short(Array(0...10), delays: [4: 50, 5: 75])
        #expect(shown(DisplayedFrames.of(run.trace, delay: .milliseconds(120))) == Array(0..<10))
        #expect(
            shown(DisplayedFrames.of(short([0, 1, 2, 5, 6, 7, 8, 9, 10]).trace, delay: .milliseconds(120)))
                == [0, 1, 2, 2, 2, 5, 6, 7, 8, 9]
        )
    }

    @Test func theDelayIsTheLeastAtWhichAllDecodedFramesAreOnTime() {
        let run = short(Array(0...10), delays: [4: 35])
        #expect(shown(DisplayedFrames.of(run.trace)) == Array(0..<10))
        let late = short(Array(0...10), delays: [4: 65])
        #expect(shown(DisplayedFrames.of(late.trace)) == Array(0..<10))
    }

    @Test func ofPicturesDisplayedTogetherOnlyTheLastCounts() {
        let run = short(Array(0...10), delays: [4: 59.5, 5: 20])
        #expect(shown(DisplayedFrames.of(run.trace, delay: .milliseconds(20)))[4...5] == [3, 5])
        let apart = short(Array(0...10), delays: [4: 58, 5: 20])
        #expect(shown(DisplayedFrames.of(apart.trace, delay: .milliseconds(59)))[4] == 4)
    }

    @Test func anOlderPictureDoesNotReplaceANewerOne() {
        var run = short([0, 1, 2, 3, 5])
        run.show(4, delayMs: 65)
        run.show(2, delayMs: 200)
        [6, 7, 8, 9, 10].forEach { run.show($0) }
        #expect(shown(DisplayedFrames.of(run.trace, delay: .milliseconds(25))) == [0, 1, 2, 3, 3, 5, 6, 7, 8, 9])
    }

    @Test func whileNobodyKnowsWhatIsDisplayedFramesAreLeftOut() {
        var run = short([0, 1, 2])
        run.showUnreadable(3)
        [5, 6, 7, 8, 9, 10].forEach { run.show($0) }
        let frames = DisplayedFrames.of(run.trace)
        #expect(frames.map { $0.stamp.number?.rawValue } == [0, 1, 2, 5, 6, 7, 8, 9])
    }

    @Test func aFileIsDisplayedByItsPresentationTimes() {
        var run = Planted()
        (run.trace.join, run.trace.end, run.trace.clockMethod) = (nil, nil, .none)
        run.clockOffset = nil
        for number in [0, 1, 2, 4, 5, 8] {
            run.show(number, delayMs: 5_000) { $0.presentationTime = .milliseconds(1_000 + 40 * Double(number)) }
        }
        #expect(shown(DisplayedFrames.of(run.trace)) == [0, 1, 2, 2, 4, 5, 5, 5, 8])
    }

    @Test func stampsThatComeEarlierThanPresentationTimesMakeNoFrameLate() {
        var run = Planted()
        (run.trace.join, run.trace.end, run.trace.clockMethod) = (nil, nil, .none)
        run.clockOffset = nil
        for number in 0..<20 {
            run.show(number) { sample in
                sample.presentationTime = .milliseconds(40 * Double(number))
                // Every other frame is drawn 0.3 ms after its tick.
                let late = Latency.microseconds(number.isMultiple(of: 2) ? 0 : 300)
                sample.stamp?.time = Planted.stamp(number).time.map { $0 + late }
            }
        }
        #expect(shown(DisplayedFrames.of(run.trace)) == Array(0..<20))
    }

    @Test func soManyLostFramesAreNotListed() {
        var run = Planted(frames: 0..<10)
        run.trace.end = nil
        run.show(1_000)
        #expect(DisplayedFrames.of(run.trace).count == 1_001)
        run.trace.samples.removeLast()
        run.show(11 + DisplayedFrames.unseenLimit)
        #expect(DisplayedFrames.unseen(in: run.trace) == DisplayedFrames.unseenLimit + 1)
        #expect(DisplayedFrames.of(run.trace).isEmpty)
        run.trace.samples.removeLast()
        run.show(4_000_000_000)
        #expect(DisplayedFrames.unseen(in: run.trace) == 3_999_999_990)
        #expect(DisplayedFrames.of(run.trace).isEmpty)
    }

    @Test func framesBetweenTwoEpochsAreNotListedHoweverManyTheyAre() {
        var run = Planted(frames: 0..<10)
        run.trace.end = nil
        run.show(30, epoch: 1) { $0.stamp?.number = 4_000_000_000 }
        #expect(DisplayedFrames.of(run.trace).map { $0.stamp.number?.rawValue } == Array(0..<10) + [4_000_000_000])
        var ended = Planted(frames: 0..<100)
        ended.show(1_000, epoch: 1)
        #expect(ended.summarize().frames.expected == 100)
        #expect(DisplayedFrames.of(ended.trace).map { $0.stamp.number?.rawValue } == Array(0..<100))
    }

    @Test func aLiveRunWithoutAClockAndMarksWithoutNumbersTellNothing() {
        var blind = Planted()
        blind.clockOffset = nil
        (0...10).forEach { blind.show($0) }
        blind.trace.clockMethod = .none
        #expect(DisplayedFrames.of(blind.trace).isEmpty)
        var unnumbered = Planted()
        (0...10).forEach { unnumbered.show($0) { $0.stamp?.number = nil } }
        #expect(DisplayedFrames.of(unnumbered.trace).isEmpty)
        #expect(DisplayedFrames.of(Trace()).isEmpty)
    }
}
