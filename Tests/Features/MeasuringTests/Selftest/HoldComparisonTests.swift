import LabModel
import Relaying
import Testing

@testable import Measuring

@Suite struct HoldComparisonTests {
    private let planted = PlantedReception(count: 50)

    @Test func eachFramesErrorIsItsOwn() throws {
        // Held for 50 to 99 ms, and 0.25 ms more on the way.
        let direct = planted.samples { _ in .milliseconds(5) }
        let relayed = planted.samples { .milliseconds(55.25 + Double($0)) }
        let log = planted.log { .milliseconds(50 + Double($0)) }
        let comparison = HoldComparison(relayed: relayed, direct: direct, log: log, settling: .zero)
        #expect(comparison.frames.count == 50)
        #expect(comparison.frames.map(\.number.rawValue) == Array(0..<50))
        #expect(comparison.frames[3].held == .milliseconds(53))
        #expect(comparison.frames[3].arrival == .milliseconds(53.25))
        // Read 3 ms after its stamp and held for 53 ms, it arrived 58.25 ms after its stamp.
        #expect(comparison.frames[3].onWay == .milliseconds(2.25))
        #expect(comparison.early == 0)
        #expect(comparison.frames[3].decoded == .milliseconds(53.25))
        #expect(comparison.held.p50 == 74.5)
        #expect(comparison.arrivalError.p50 == 0.25 && comparison.arrivalError.stddev == 0)
        #expect(comparison.decodedError.p50 == 0.25)
        #expect(comparison.unlogged == 0 && comparison.outOfOrder == 0)
    }

    @Test func framesOfOneSideBacklogAndTheSettlingDoNotCount() {
        var (slow, fast) = (planted, planted)
        slow.lost = [30, 31]
        slow.join = 10
        fast.lost = [40]
        fast.join = 5
        let comparison = HoldComparison(
            relayed: slow.samples { _ in .milliseconds(60) },
            direct: fast.samples { _ in .milliseconds(10) },
            log: slow.log { _ in .milliseconds(50) },
            settling: .milliseconds(200)
        )
        // The later of the two begins with frame 10; 200 ms on is frame 15.
        #expect(
            comparison.frames.map(\.number.rawValue)
                == (15..<50).filter { ![30, 31, 40].contains($0) }.map { UInt32($0) }
        )
        #expect(comparison.arrivalError.max == 0 && comparison.arrivalError.min == 0)
    }

    @Test func whatTheLogDoesNotKnowIsCounted() {
        let samples = planted.samples { _ in .zero }
        var log = planted.log { _ in .zero }
        log.reads.removeFirst(5)
        let comparison = HoldComparison(relayed: samples, direct: samples, log: log, settling: .zero)
        #expect(comparison.unlogged == 5 && comparison.frames.count == 45)
        let none = HoldComparison(relayed: samples, direct: samples, log: RelayLog(), settling: .zero)
        #expect(none.unlogged == 50 && none.frames.isEmpty && none.arrivalError.p50 == nil)
    }

    @Test func anotherStreamsFramesAreNotTheSame() {
        var other = planted
        other.stream = StreamID(rawValue: 8)
        let comparison = HoldComparison(
            relayed: planted.samples { _ in .zero },
            direct: other.samples { _ in .zero },
            log: planted.log { _ in .zero },
            settling: .zero
        )
        #expect(comparison.frames.isEmpty && comparison.unlogged == 0)
    }

    @Test func orderIsThatOfTheRelayedStream() {
        var relayed = planted.samples { _ in .zero }
        relayed.swapAt(10, 11)
        relayed.swapAt(20, 23)
        let comparison = HoldComparison(
            relayed: relayed,
            direct: planted.samples { _ in .zero },
            log: planted.log { _ in .zero },
            settling: .zero
        )
        #expect(comparison.frames.count == 50)
        // 10 behind 11; 21, 22 and 20 behind 23.
        #expect(comparison.outOfOrder == 4)
    }

    @Test func aFrameThatComesBeforeItIsWrittenIsEarly() {
        let comparison = HoldComparison(
            relayed: planted.samples { .milliseconds($0 == 7 ? 52.8 : ($0 == 8 ? 52.95 : 60)) },
            direct: planted.samples { _ in .zero },
            log: planted.log { _ in .milliseconds(50) },
            settling: .zero
        )
        #expect(comparison.early == 1)
    }

    @Test func nothingIsComparedWithNothing() {
        let comparison = HoldComparison(relayed: [], direct: planted.samples { _ in .zero }, log: RelayLog())
        #expect(comparison.frames.isEmpty && comparison.unlogged == 0 && comparison.outOfOrder == 0)
    }
}
