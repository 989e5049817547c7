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

    @Test func framesSentWhileConnectingAreLostByNobody() {
        let period = PlantedReception.period
        let (samples, log) = reception([30])
        let join = PlantedReception.start + .zero - .milliseconds(85)
        #expect(LostFrames.whileJoining(join, seen: samples, period: period) == 2)
        #expect(LostFrames.whileJoining(PlantedReception.start, seen: samples, period: period) == 0)
        #expect(LostFrames.whileJoining(nil, seen: samples, period: period) == 0)
        #expect(LostFrames.whileJoining(join, seen: [], period: period) == 0)
        var backlog = samples
        backlog[0].isBacklog = true
        #expect(LostFrames.whileJoining(join, seen: backlog, period: period) == 0)
        var frames = Summary.Frames()
        frames.dropped = 1 + 2
        let rows = DropCheck.rows(of: frames, samples: samples, join: join, log: log)
        #expect(rows[0].planted == 3 && rows[0].isWithin)
    }

    @Test func theChecksRowsCompareThem() {
        let (samples, log) = reception([10, 11])
        var frames = Summary.Frames()
        frames.dropped = 2
        #expect(DropCheck.rows(of: frames, samples: samples, join: nil, log: log).allSatisfy { $0.isWithin })
        frames.dropped = 3
        frames.unreadable = 1
        var fewer = samples.filter { $0.stamp?.number != 40 }
        fewer[5].isKeyframe = false
        let rows = DropCheck.rows(of: frames, samples: fewer, join: nil, log: log)
        #expect(rows.map(\.measured) == [3, 1, 1, 1])
        #expect(rows.map(\.isWithin) == [false, false, false, false])
        frames.dropped = nil
        #expect(DropCheck.rows(of: frames, samples: [], join: nil, log: log).map(\.measured) == [nil, nil, nil, 1])
    }
}
