import Foundation
import Testing

@testable import Estimation

@Suite struct SerialDependenceTests {
    private func dependence(correlation: Double, count: Int = 18_000, seed: UInt64 = 3) -> SerialDependence {
        var gaussian = Gaussian(seed: seed)
        let series = gaussian.series(count, correlation: correlation)
        return SerialDependence(IndicatorSeries(series, atMost: 0))
    }

    /// The autocorrelation of the sign of a normal AR(1) series is 2/π · asin ρ^k.
    private func truth(_ correlation: Double, count: Double) -> (length: Double, effective: Double) {
        let correlations = (1..<500).map { 2 / .pi * asin(pow(correlation, Double($0))) }
        let longRun = 1 + 2 * correlations.reduce(0, +)
        let weighted = 2 * correlations.enumerated().reduce(0) { $0 + Double($1.offset + 1) * $1.element }
        return (cbrt(1.5 * weighted * weighted / (longRun * longRun) * count), count / longRun)
    }

    @Test(arguments: [0.3, 0.5, 0.9]) func findsWhatTheProcessHas(correlation: Double) {
        let wanted = truth(correlation, count: 18_000)
        let found = dependence(correlation: correlation)
        #expect(abs(Double(found.blockLength) / wanted.length - 1) < 0.35, "\(found.blockLength) of \(wanted.length)")
        #expect(abs(found.effectiveCount / wanted.effective - 1) < 0.2, "\(found.effectiveCount) of \(wanted)")
        #expect((1...1.1).contains(found.widening))
    }

    @Test func independentValuesNeedNoBlocks() {
        let found = dependence(correlation: 0)
        #expect(found.blockLength <= 4)
        #expect(found.effectiveCount > 16_500)
    }

    @Test func swingingSeriesAreTakenAsIndependent() {
        let swinging = (0..<1_000).map { Double($0 % 2) }
        let found = SerialDependence(IndicatorSeries(swinging, atMost: 0.5))
        #expect(found.effectiveCount == 1_000)
    }

    @Test func oneStepIsWorthLittle() {
        let step = (0..<900).map { $0 < 450 ? 1.0 : 2.0 }
        let found = SerialDependence(IndicatorSeries(step, atMost: 1))
        #expect(found.blockLength > 60)
        #expect(found.effectiveCount < 20)
    }

    @Test(arguments: [0, 1, 2, 3, 4, 5, 9]) func shortAndConstantSeriesDoNotTrap(count: Int) {
        for values in [[Double](repeating: 1, count: count), (0..<count).map(Double.init)] {
            let found = SerialDependence(IndicatorSeries(values, atMost: Double(count / 2)))
            #expect(found.blockLength >= 1 && found.blockLength <= max(1, (count + 2) / 3))
            #expect(found.effectiveCount <= Double(max(1, count)))
            #expect(found.widening >= 1 && found.widening.isFinite)
        }
    }
}
