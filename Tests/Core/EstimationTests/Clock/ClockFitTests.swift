import LabModel
import LabTesting
import Testing

@testable import Estimation

@Suite struct ClockFitTests {
    private let clocks = SimulatedClocks(offset: 0.25)

    private func at(_ seconds: Double) -> WallTime {
        SimulatedClocks.received(seconds)
    }

    @Test func oneExchange() throws {
        let fit = ClockFit(exchanges: [clocks.exchange(at: 10, there: 0.001, back: 0.003)])
        let reading = try #require(fit.reading(at: at(10.002)))
        #expect(reading.offset == .milliseconds(249))
        // RTT/2, and 200 ppm of half the exchange.
        #expect(reading.bound == Latency(nanoseconds: 2_000_000 + 400))
        // A minute away the clocks may have drifted 12 ms more, on either side.
        for instant in [at(70.002), at(-49.998)] {
            #expect(fit.reading(at: instant)?.offset == .milliseconds(249))
            #expect(fit.reading(at: instant)?.bound == Latency(nanoseconds: 2_000_000 + 400 + 12_000_000))
        }
        #expect(fit.steps == 0)
    }

    @Test func aTightExchangeNarrowsItsNeighbours() throws {
        let exchanges = [
            clocks.exchange(at: 0, there: 0.02, back: 0.02),
            clocks.exchange(at: 1, there: 0.0001, back: 0.0001),
            clocks.exchange(at: 2, there: 0.02, back: 0.02),
        ]
        let bound = try #require(ClockFit(exchanges: exchanges).reading(at: at(2.02))?.bound)
        #expect(abs(bound.milliseconds - (0.1 + 0.204)) < 0.001)
    }

    @Test func withoutAnExchangeThereIsNoReading() {
        #expect(ClockFit(exchanges: []).reading(at: at(0)) == nil)
        var absurd = clocks.exchange(at: 1, there: 0.001, back: 0.001)
        absurd.t4 = absurd.t1 - .seconds(1)
        #expect(ClockFit(exchanges: [absurd]).reading(at: at(0)) == nil)
    }

    @Test func anExchangeThatContradictsItselfChangesNothing() {
        let sound = (0..<5).map { clocks.exchange(at: Double($0), there: 0.001, back: 0.001) }
        var (early, late, fast) = (sound[2], sound[2], sound[2])
        early.t4 = early.t1 - .seconds(1)
        late.t2 = late.t3 + .seconds(1)
        fast.t3 = fast.t3 + .seconds(1)
        let expected = ClockFit(exchanges: sound)
        let fit = ClockFit(exchanges: sound + [early, late, fast])
        for instant in stride(from: -1.0, to: 7, by: 0.1) {
            #expect(fit.reading(at: at(instant)) == expected.reading(at: at(instant)))
        }
    }

    @Test func theOrderOfExchangesDoesNotMatter() {
        var random = SeededGenerator(seed: 2)
        let clocks = SimulatedClocks(seconds: 40, driftLimit: 200e-6, steps: [.init(at: 20, size: 0.5)], using: &random)
        let exchanges = SimulatedNetwork(using: &random).exchanges(clocks, seconds: 40, using: &random)
        let (inOrder, shuffled) = (
            ClockFit(exchanges: exchanges), ClockFit(exchanges: exchanges.shuffled(using: &random))
        )
        for instant in stride(from: -1.0, to: 45, by: 0.5) {
            #expect(inOrder.reading(at: at(instant)) == shuffled.reading(at: at(instant)))
        }
    }

    @Test func withinAStepThereIsNoBound() {
        let clocks = SimulatedClocks(offset: 0, steps: [.init(at: 2.9, size: 0.5)])
        let exchanges = (0..<6).map { clocks.exchange(at: Double($0), there: 0.001, back: 0.001) }
        let fit = ClockFit(exchanges: exchanges)
        #expect(fit.steps == 1)
        #expect(fit.reading(at: at(2))?.bound != nil)
        #expect(fit.reading(at: at(2.001))?.bound == nil)
        #expect(fit.reading(at: at(3.001))?.bound == nil)
        #expect(fit.reading(at: at(3.002))?.bound != nil)
        // The best guess is the nearer side's.
        #expect(abs((fit.reading(at: at(2.4))?.offset ?? .zero).milliseconds) < 0.5)
        #expect(abs((fit.reading(at: at(2.6))?.offset ?? .zero).milliseconds - 500) < 0.5)
    }

    @Test func theBoundOfWhatWasAskedIsAdded() {
        let exchanges = [clocks.exchange(at: 0, there: 0.001, back: 0.001)]
        let plain = ClockFit(exchanges: exchanges).reading(at: at(5))
        let added = ClockFit(exchanges: exchanges, addedBound: .milliseconds(3)).reading(at: at(5))
        #expect(added?.offset == plain?.offset)
        #expect(added?.bound == plain?.bound.map { $0 + .milliseconds(3) })
        let unknown = ClockFit(exchanges: exchanges, addedBound: nil).reading(at: at(5))
        #expect(unknown?.offset == plain?.offset)
        #expect(unknown?.bound == nil)
        #expect(ClockFit(exchanges: exchanges, addedBound: .seconds(-1)).reading(at: at(5)) == plain)
    }

    @Test func anAbsurdDriftLimitIsTakenAsTheNearestPossible() {
        let exchanges = [clocks.exchange(at: 0, there: 0, back: 0)]
        let bound = { (limit: Double) in ClockFit(exchanges: exchanges, driftLimit: limit).reading(at: at(10))?.bound }
        #expect(bound(-1) == .zero)
        #expect(bound(.infinity) == .seconds(1))
        #expect(bound(.nan) == .milliseconds(2))
    }

    @Test func nothingThatAnExchangeMaySayBreaksIt() {
        var random = SeededGenerator(seed: 77)
        let edges: [Int64] = [.min, .min + 1, -1, 0, 1, 1 << 60, .max - 1, .max, SimulatedClocks.start.nanoseconds]
        let draw = { (random: inout SeededGenerator) -> WallTime in
            let edge = edges[Int.random(in: 0..<edges.count, using: &random)]
            return WallTime(nanoseconds: edge &+ Int64.random(in: -1_000_000_000...1_000_000_000, using: &random))
        }
        for _ in 0..<500 {
            let exchanges = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                ClockExchange(
                    t1: draw(&random),
                    t2: draw(&random),
                    t3: draw(&random),
                    t4: draw(&random),
                    answer: nil
                )
            }
            let jumps = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                ClockJump(
                    end: .streamer,
                    after: draw(&random),
                    before: draw(&random),
                    size: draw(&random) - draw(&random)
                )
            }
            let fit = ClockFit(exchanges: exchanges, jumps: jumps, addedBound: draw(&random) - draw(&random))
            var samples = (0..<10).map { number in
                Sample(
                    stamp: FrameStamp(
                        streamID: StreamID(rawValue: 1),
                        number: number.isMultiple(of: 3) ? nil : FrameNumber(UInt32(number)),
                        time: draw(&random)
                    ),
                    decoded: draw(&random)
                )
            }
            fit.correct(&samples)
            #expect(samples.allSatisfy { ($0.clockErrorBound ?? .zero) >= .zero })
            #expect(fit.driftUncertaintyPpm ?? 0 >= 0)
            _ = fit.reading(at: draw(&random))
        }
    }
}
