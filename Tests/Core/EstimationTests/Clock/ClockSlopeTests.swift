import LabModel
import LabTesting
import Testing

@testable import Estimation

@Suite struct ClockSlopeTests {
    private func exchanges(_ clocks: SimulatedClocks, seconds: Range<Int>, way: Double) -> [ClockExchange] {
        seconds.map { clocks.exchange(at: Double($0), there: way, back: way) }
    }

    @Test(arguments: [100e-6, -35e-6, 0])
    func aConstantDriftComesBack(drift: Double) throws {
        let fit = ClockFit(exchanges: exchanges(SimulatedClocks(offset: 3, drift: drift), seconds: 0..<61, way: 0.0005))
        #expect(abs(try #require(fit.driftPpm) - drift * 1e6) < 0.01)
        // Half a round trip at both ends, over a minute.
        #expect(abs(try #require(fit.driftUncertaintyPpm) - 1_000.0 / 60) < 0.1)
    }

    @Test func theDriftOfBothSidesOfAStepIsOne() throws {
        let clocks = SimulatedClocks(offset: 0, drift: 50e-6, steps: [.init(at: 29.5, size: -1)])
        let fit = ClockFit(exchanges: exchanges(clocks, seconds: 0..<61, way: 0.0005))
        #expect(fit.steps == 1)
        #expect(abs(try #require(fit.driftPpm) - 50) < 0.01)
    }

    @Test func looseExchangesHardlyCount() throws {
        var random = SeededGenerator(seed: 8)
        let clocks = SimulatedClocks(offset: 0, drift: 80e-6)
        let exchanges = (0..<120).map { second in
            let queue = second.isMultiple(of: 2) ? 0 : Double.random(in: 0.05...0.5, using: &random)
            return clocks.exchange(at: Double(second), there: 0.001, back: 0.001 + queue)
        }
        #expect(abs(try #require(ClockFit(exchanges: exchanges).driftPpm) - 80) < 1)
    }

    @Test func theTrueMeanDriftLiesWithinTheUncertainty() throws {
        for seed in 0..<200 {
            var random = SeededGenerator(seed: UInt64(seed))
            let clocks = SimulatedClocks(seconds: 70, driftLimit: 200e-6, using: &random)
            let exchanges = SimulatedNetwork(using: &random).exchanges(clocks, seconds: 60, using: &random)
            let fit = ClockFit(exchanges: exchanges)
            let intervals = exchanges.compactMap { ClockInterval($0, driftLimit: 200e-6)?.instant }
            guard let drift = fit.driftPpm, let uncertainty = fit.driftUncertaintyPpm else { continue }
            guard let first = intervals.min(), let last = intervals.max() else { continue }
            let since = { (instant: Int64) in (WallTime(nanoseconds: instant) - SimulatedClocks.start).seconds }
            let change = clocks.offset(at: since(last)) - clocks.offset(at: since(first))
            let truth = change / (since(last) - since(first)) * 1e6
            // A nanosecond of rounding over the run is far below 0.01 ppm.
            #expect(abs(drift - truth) <= uncertainty + 0.01, "seed \(seed)")
        }
    }

    @Test func noTwoExchangesTellNone() {
        let clocks = SimulatedClocks(offset: 0)
        #expect(ClockFit(exchanges: []).driftPpm == nil)
        let one = ClockFit(exchanges: exchanges(clocks, seconds: 0..<1, way: 0.001))
        #expect(one.driftPpm == nil)
        #expect(one.driftUncertaintyPpm == nil)
        let apart = [SimulatedClocks(offset: 0), SimulatedClocks(offset: 5)].enumerated()
            .flatMap { exchanges($1, seconds: $0..<$0 + 1, way: 0.001) }
        #expect(ClockFit(exchanges: apart).driftPpm == nil)
    }
}
