import LabModel
import LabTesting
import Testing

@testable import Relaying

@Suite struct JitterProcessTests {
    private func values(every step: Latency, count: Int, deviation: Latency = .milliseconds(5)) -> [Double] {
        var process = JitterProcess(deviation: deviation)
        var random = SeededGenerator(seed: 3)
        return (0..<count).map { index in
            let instant = MonotonicTime(nanoseconds: Int64(index) * step.nanoseconds)
            return process.difference(at: instant, using: &random).milliseconds
        }
    }

    private func moments(_ values: [Double]) -> (mean: Double, deviation: Double) {
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (mean, (squares / Double(values.count)).squareRoot())
    }

    @Test func framesAreSpreadAsAsked() {
        // 20,000 nearly independent values: the mean's error is σ/141, the deviation's σ/200; four of them are allowed.
        let (mean, deviation) = moments(values(every: .seconds(1.0 / 30), count: 20_000))
        #expect(abs(mean) < 0.142)
        #expect(abs(deviation - 5 * 0.9975) < 0.1)
    }

    @Test func neighboursAreAlike() {
        let near = values(every: .milliseconds(1), count: 20_000)
        let products = zip(near, near.dropFirst()).map { $0 * $1 }
        let correlation = products.reduce(0, +) / Double(products.count) / 25
        // exp(−1/10), within what 2,000 independent stretches leave open.
        #expect(abs(correlation - 0.905) < 0.09)
    }

    @Test func oneInstantHasOneValueAndNoneGoesTooFar() {
        var process = JitterProcess(deviation: .milliseconds(5))
        var random = SeededGenerator(seed: 3)
        let instant = MonotonicTime(nanoseconds: 77)
        let first = process.difference(at: instant, using: &random)
        #expect(process.difference(at: instant, using: &random) == first)
        #expect(values(every: .seconds(1), count: 20_000).allSatisfy { abs($0) <= 15 })
        #expect(values(every: .seconds(1), count: 20_000).contains { abs($0) == 15 })
    }

    @Test func withoutJitterThereIsNone() {
        #expect(values(every: .seconds(1), count: 100, deviation: .zero).allSatisfy { $0 == 0 })
    }
}
