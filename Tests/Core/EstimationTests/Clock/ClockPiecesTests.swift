import LabModel
import LabTesting
import Testing

@testable import Estimation

@Suite struct ClockPiecesTests {
    /// Exchanges each second from 0, within 2 ms each, with these offsets in milliseconds.
    private func intervals(_ offsetsMs: [Double]) -> [ClockInterval] {
        offsetsMs.enumerated().compactMap { second, offset in
            let asked = SimulatedClocks(offset: offset / 1_000).exchange(at: Double(second), there: 0.001, back: 0.001)
            return ClockInterval(asked, driftLimit: 200e-6)
        }
    }

    private func jump(_ after: Double, _ before: Double, sizeMs: Double) -> ClockJump {
        ClockJump(
            end: .streamer,
            after: SimulatedClocks.received(after),
            before: SimulatedClocks.received(before),
            size: .milliseconds(sizeMs)
        )
    }

    private func pieces(_ offsetsMs: [Double], _ jumps: [ClockJump] = []) -> ClockPieces {
        ClockPieces(intervals(offsetsMs), jumps: jumps, driftLimit: 200e-6)
    }

    private func seconds(_ instant: Int64) -> Double {
        (WallTime(nanoseconds: instant) - SimulatedClocks.start).seconds
    }

    @Test func anImpossibleExchangeBeginsAPiece() {
        let found = pieces([0, 0, 0, 500, 500])
        #expect(found.pieces.map(\.exchanges.count) == [3, 2])
        #expect(found.pieces.allSatisfy { $0.isKnown })
        #expect(found.steps.map { seconds($0.after) } == [2])
        #expect(found.steps.map { seconds($0.before) } == [3.002])
        #expect(abs(found.steps[0].size.milliseconds - 500) < 0.01)
        #expect(abs(found.steps[0].uncertainty.milliseconds - 2.2) < 0.01)
    }

    @Test func whatFitsWithinTheRoundTripIsNoStep() {
        #expect(pieces([0, 1, 2, 1, 0]).steps.isEmpty)
        // 2 ms are possible, and 0.2 ms drift in a second.
        #expect(pieces([0, 2.1]).steps.isEmpty)
        #expect(pieces([0, 2.3]).steps.count == 1)
    }

    @Test func oneLieIsSeenAsTwoSteps() {
        let found = pieces([0, 0, 90, 0, 0])
        #expect(found.pieces.map(\.exchanges.count) == [2, 1, 2])
    }

    @Test func aNoticedJumpThatTheExchangesShowIsTheSameStep() {
        let found = pieces([0, 0, 500, 500], [jump(1, 2, sizeMs: 499.5)])
        #expect(found.pieces.map(\.exchanges.count) == [2, 2])
    }

    @Test func aNoticedJumpThatTheExchangesHidePartsThem() {
        // 1.5 ms lie within the round trip. The exchanges from 2.5 to 4.5 s may lie on either side.
        let found = pieces([0, 0, 0, 1.5, 1.5, 1.5], [jump(2.5, 4.5, sizeMs: 1.5)])
        #expect(found.pieces.map(\.exchanges.count) == [3, 1])
        #expect(found.steps.map { seconds($0.after) } == [2])
        #expect(found.steps.map { seconds($0.before) } == [5.002])
    }

    @Test func anotherJumpThanTheOneShownPartsThemToo() {
        let found = pieces([0, 0, 500, 500, 500], [jump(1, 2, sizeMs: 500), jump(3.1, 3.9, sizeMs: 1.5)])
        #expect(found.pieces.map(\.exchanges.count) == [2, 2, 1])
    }

    @Test func behindTheLastExchangeAJumpLeavesItsSizeAlone() {
        let found = pieces([0, 0], [jump(5, 6, sizeMs: 80)])
        #expect(found.pieces.map(\.isKnown) == [true, false])
        #expect(found.steps.map { seconds($0.after) } == [5])
        #expect(found.steps.map { seconds($0.before) } == [6])
        #expect(abs(found.steps[0].size.milliseconds - 80) < 0.01)
    }

    @Test func beforeTheFirstExchangeToo() {
        let found = pieces([0, 0], [jump(-9, -8, sizeMs: 40), jump(-6, -5, sizeMs: 80)])
        #expect(found.pieces.map(\.isKnown) == [false, false, true])
        #expect(found.steps.map { $0.size.milliseconds.rounded() } == [40, 80])
    }

    @Test func jumpsAroundEveryExchangeLeaveNothingKnown() {
        let found = pieces([0, 0], [jump(-1, 9, sizeMs: 1.5)])
        #expect(found.pieces.map(\.isKnown) == [false, false])
    }

    @Test func withoutExchangesThereIsNothing() {
        #expect(pieces([], [jump(0, 1, sizeMs: 5)]).pieces.isEmpty)
    }

    @Test func windowsAscendWhereExchangesOverlap() {
        var random = SeededGenerator(seed: 9)
        for _ in 0..<200 {
            let intervals = (0..<20).compactMap { _ in
                let offset = Double.random(in: -1...1, using: &random)
                let asked = Double.random(in: 0...10, using: &random)
                let clocks = SimulatedClocks(offset: offset)
                let exchange = clocks.exchange(at: asked, there: 0.01, back: .random(in: 0...5, using: &random))
                return ClockInterval(exchange, driftLimit: 200e-6)
            }.sorted { $0.instant < $1.instant }
            let jumps = (0..<3).map { _ in
                let after = Double.random(in: -2...12, using: &random)
                return jump(after, after + 0.5, sizeMs: .random(in: -900...900, using: &random))
            }
            let found = ClockPieces(intervals, jumps: jumps, driftLimit: 200e-6)
            #expect(found.steps.count == found.pieces.count - 1)
            #expect(found.steps.allSatisfy { $0.after <= $0.before })
            for (step, next) in zip(found.steps, found.steps.dropFirst()) {
                #expect(step.after <= next.after && step.before <= next.before)
            }
        }
    }
}
