import LabModel
import Relaying
import Testing

@testable import Measuring

@Suite struct LostFramesTests {
    private func reception(_ lost: Set<Int>) -> (samples: [Sample], log: RelayLog) {
        var planted = PlantedReception(count: 60)
        planted.lost = lost
        return (planted.samples { _ in .zero }, planted.log { _ in .zero })
    }

    @Test func bothSidesNameTheSameFrames() {
        let (samples, log) = reception([3, 20, 21, 22, 58])
        #expect(LostFrames.planted(in: log, seen: samples) == [3, 20, 21, 22, 58])
        #expect(LostFrames.missing(among: samples) == [3, 20, 21, 22, 58])
    }

    @Test func placesAndNumbersNeedNotBeginTogether() {
        let (samples, log) = reception([30])
        var later = log
        later.units = log.units.dropFirst(12).enumerated().map { place, unit in
            RelayUnit(connection: 4, place: place, presentation: unit.presentation, end: unit.end)
        }
        #expect(LostFrames.planted(in: later, seen: samples) == [30])
    }

    @Test func aLossThatWasNotPlantedIsSeen() {
        let (samples, log) = reception([10])
        let fewer = samples.filter { $0.stamp?.number != 40 }
        #expect(LostFrames.planted(in: log, seen: fewer) == [10])
        #expect(LostFrames.missing(among: fewer) == [10, 40])
    }

    @Test func aHoleInTheNumbersContradictsTheLog() {
        let (samples, log) = reception([])
        var wrong = samples
        wrong[30].stamp?.number = 31
        #expect(LostFrames.planted(in: log, seen: wrong) == nil)
        #expect(LostFrames.planted(in: log, seen: []) == nil)
        #expect(LostFrames.planted(in: RelayLog(), seen: samples) == nil)
        #expect(LostFrames.missing(among: []).isEmpty)
    }

    /// A stream of which 20 frames were sent before a receiver's first one, and what the streamer said while it joined.
    private struct Joining {
        /// When media was asked for, in periods behind frame 20.
        var join = -0.5
        /// The frames that the streamer named as its newest.
        var told: [Int] = []
        /// The stream that it sends.
        var stream: UInt32 = 7
        /// How far the streamer's clock is ahead, which the receiver has learnt.
        var ahead = Latency.milliseconds(250)

        var samples: [Sample] {
            var planted = PlantedReception(count: 60)
            planted.lost = Set(0..<20)
            return planted.samples { _ in .zero }.map { sample in
                var sample = sample
                sample.clockOffset = ahead
                return sample
            }
        }

        var range: ClosedRange<Int>? {
            let asked = PlantedReception.stamped(20) + .seconds(join * PlantedReception.period.seconds) - ahead
            return LostFrames.whileJoining(asked, seen: samples, exchanges: told.map(exchange))
        }

        private func exchange(_ number: Int) -> ClockExchange {
            let now = PlantedReception.stamped(number) + .milliseconds(5)
            let answer = ClockAnswer(
                t1: nil,
                t2: now,
                t3: now,
                bootID: "boot",
                streamID: StreamID(rawValue: stream),
                newestFrame: FrameNumber(UInt32(number)),
                newestStamp: PlantedReception.stamped(number)
            )
            return ClockExchange(t1: now - ahead, t2: now, t3: now, t4: now - ahead, answer: answer)
        }
    }

    @Test func framesSentWhileConnectingAreLostByNobody() {
        // The newest frame before the request is the last one before the first that came.
        #expect(Joining(join: -0.5, told: [18, 19]).range == 0...0)
        #expect(Joining(join: 0, told: [19]).range == 0...0)
        // Two were sent meanwhile, one of them told of: frame 18 may have been stamped late, or early.
        #expect(Joining(join: -2.5, told: [17, 19]).range == 1...2)
        #expect(Joining(join: -2.5, told: [17, 18]).range == 2...2)
        #expect(Joining(join: -2.5, told: [10]).range == 0...9)
        // What is said of later frames, and by who sends another stream, tells nothing.
        #expect(Joining(join: -0.5, told: [19, 40]).range == 0...0)
        // Any number of frames may have been lost where none before the request is known.
        #expect(Joining(join: -2.5).range == nil)
        #expect(Joining(join: -2.5, told: [17, 18], stream: 8).range == nil)
        #expect(Joining(join: -2.5, told: [18, 19]).range == nil)
    }

    @Test func whereNothingTellsWhatCameBeforeTheRequestNothingIsLostToIt() {
        let samples = Joining().samples
        #expect(LostFrames.whileJoining(nil, seen: samples, exchanges: []) == 0...0)
        #expect(LostFrames.whileJoining(PlantedReception.start, seen: [], exchanges: []) == 0...0)
        let (unclocked, _) = reception([])
        #expect(LostFrames.whileJoining(PlantedReception.start, seen: unclocked, exchanges: []) == 0...0)
        // Backlog is known too: frame 20 came though it was sent before the request.
        #expect(Joining(join: 0.5).range == 0...0)
    }

    @Test(arguments: [(2, 3, false), (3, 3, true), (4, 4, true), (5, 4, false)])
    func anyNumberThatMayHaveBeenLostWhileConnectingIsRight(dropped: Int, planted: Int, isRight: Bool) {
        let (samples, log) = reception([30, 31])
        var frames = Summary.Frames()
        frames.dropped = dropped
        let rows = DropCheck.rows(of: frames, samples: samples, joining: 1...2, log: log)
        #expect(rows[0].planted == Double(planted) && rows[0].isWithin == isRight)
    }

    @Test func nothingComesBeforeAStreamsFirstFrame() {
        let (samples, _) = reception([])
        let clocked = samples.map { sample in
            var sample = sample
            sample.clockOffset = .zero
            return sample
        }
        let range = LostFrames.whileJoining(PlantedReception.stamped(0) - .seconds(1), seen: clocked, exchanges: [])
        #expect(range == 0...0)
    }

    @Test func whereNobodyKnowsWhatConnectingLostNothingIsMeasured() {
        let (samples, log) = reception([30, 31])
        var frames = Summary.Frames()
        frames.dropped = 2
        let rows = DropCheck.rows(of: frames, samples: samples, joining: nil, log: log)
        #expect(rows.map(\.measured) == [nil, 0, 0, 0])
        #expect(rows.map(\.isWithin) == [false, true, true, true])
    }

    @Test func theChecksRowsCompareThem() {
        let (samples, log) = reception([10, 11])
        var frames = Summary.Frames()
        frames.dropped = 2
        #expect(DropCheck.rows(of: frames, samples: samples, joining: 0...0, log: log).allSatisfy { $0.isWithin })
        frames.dropped = 3
        frames.unreadable = 1
        var fewer = samples.filter { $0.stamp?.number != 40 }
        fewer[5].isKeyframe = false
        let rows = DropCheck.rows(of: frames, samples: fewer, joining: 0...0, log: log)
        #expect(rows.map(\.measured) == [3, 1, 1, 1])
        #expect(rows.map(\.isWithin) == [false, false, false, false])
        frames.dropped = nil
        #expect(
            DropCheck.rows(of: frames, samples: [], joining: 0...0, log: log).map(\.measured) == [nil, nil, nil, 1]
        )
    }
}
