import LabModel
import LabTesting
import Testing

@testable import Estimation

/// The bound is hard: over networks of every kind the true offset never lies outside it.
@Suite(.heavy) struct ClockSimulationTests {
    /// One network's result.
    private struct Outcome {
        var instants = 0
        var outside = 0
        /// The median bound over (least RTT / 2 + ρ × median interval between exchanges).
        var tightness: Double?
    }

    private static func simulate(seed: UInt64) -> Outcome {
        var random = SeededGenerator(seed: seed)
        let seconds = Double.random(in: 5...60, using: &random)
        let clocks = SimulatedClocks(seconds: seconds + 10, driftLimit: ClockFit.driftLimit, using: &random)
        let exchanges = SimulatedNetwork(using: &random).exchanges(clocks, seconds: seconds, using: &random)
        let fit = ClockFit(exchanges: exchanges)
        var outcome = Outcome()
        var bounds: [Double] = []
        for _ in 0..<100 {
            let instant = Double.random(in: -1...seconds + 5, using: &random)
            guard let reading = fit.reading(at: SimulatedClocks.received(instant)), let bound = reading.bound else {
                continue
            }
            let miss = reading.offset - Latency.seconds(clocks.offset(at: max(0, instant)))
            outcome.instants += 1
            // Before the start the simulated clocks do not drift; nanoseconds are rounded once here and once there.
            outcome.outside += abs(miss.nanoseconds) > bound.nanoseconds + 2 ? 1 : 0
            bounds.append(bound.seconds)
        }
        outcome.tightness = tightness(bounds, exchanges)
        return outcome
    }

    private static func tightness(_ bounds: [Double], _ exchanges: [ClockExchange]) -> Double? {
        let gaps = zip(exchanges, exchanges.dropFirst()).map { ($1.t1 - $0.t1).seconds }.sorted()
        guard let gap = Percentile.of(sorted: gaps, 0.5), let least = exchanges.map(\.roundTrip).min() else {
            return nil
        }
        let bound = Percentile.of(sorted: bounds.sorted(), 0.5)
        return bound.map { $0 / (least.seconds / 2 + ClockFit.driftLimit * gap) }
    }

    @Test func theTrueOffsetNeverLiesOutsideTheBound() {
        let outcomes = (0..<1_200).map { Self.simulate(seed: $0) }
        let instants = outcomes.reduce(0) { $0 + $1.instants }
        let outside = outcomes.reduce(0) { $0 + $1.outside }
        #expect(instants == 120_000)
        #expect(outside == 0)
        let tightness = outcomes.compactMap(\.tightness).sorted()
        let median = Percentile.of(sorted: tightness, 0.5) ?? .infinity
        #expect(median < 1.5, "The median bound is \(median) × (least RTT / 2 + ρ × interval).")
    }
}
