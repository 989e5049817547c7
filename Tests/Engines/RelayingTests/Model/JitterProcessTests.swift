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

    @Test(arguments: [1.0, 3, 1_000.0 / 30], [1.0, 5, 30])
    func meanAndSpreadAreAsPlantedHoweverDenseThePackets(step: Double, deviation: Double) {
        let spacing = JitterProcess(deviation: .milliseconds(deviation)).spacing.milliseconds
        // As long as 800 knots take, and 800 values at least: so many are nearly independent.
        let count = Int(800 * max(1, spacing / step))
        var lane = LinkLane(Link(delay: .milliseconds(100), jitter: .milliseconds(deviation), seed: 5), stream: 0)
        let delays = (0..<count).map { index -> Double in
            let sent = MonotonicTime(nanoseconds: 7) + .milliseconds(Double(index) * step)
            return (lane.carry(100, at: sent).arrives - sent).milliseconds
        }
        let (mean, spread) = moments(delays)
        // Four standard errors of a mean of 800 values beside what may never be off.
        #expect(abs(mean - 100) < 0.5 + 4 * deviation / 800.0.squareRoot(), "\(mean)")
        #expect(abs(mean - 100) < 2 + 0.1 * deviation, "\(mean)")
        #expect(abs(spread / deviation - 1) < 0.1, "\(spread)")
    }

    @Test func theOrderIsKeptWithoutHelp() {
        var random = SeededGenerator(seed: 8)
        for deviation in [0.1, 1, 5, 30, 300] {
            var process = JitterProcess(deviation: .milliseconds(deviation))
            var (now, last) = (MonotonicTime(nanoseconds: 0), MonotonicTime?.none)
            for _ in 0..<4_000 {
                now = now + Latency(nanoseconds: .random(in: 0...3_000_000, using: &random))
                let arrives = now + process.difference(at: now, using: &random)
                // Each value is rounded to a nanosecond.
                #expect(last.map { arrives - $0 >= Latency(nanoseconds: -1) } ?? true)
                last = arrives
            }
        }
    }

    @Test func framesAreSpreadAsAsked() {
        // 20,000 nearly independent values: the mean's error is σ/141, the deviation's σ/200; four of them are allowed.
        let (mean, deviation) = moments(values(every: .seconds(1.0 / 30), count: 20_000))
        #expect(abs(mean) < 0.142)
        #expect(abs(deviation - 5 * 0.997) < 0.1)
    }

    @Test func neighboursAreAlikeAndThoseTwoKnotsAwayAreNot() {
        let near = values(every: .milliseconds(1), count: 60_000)
        func correlation(_ distance: Int) -> Double {
            let products = zip(near, near.dropFirst(distance)).map { $0 * $1 }
            return products.reduce(0, +) / Double(products.count) / 25
        }
        #expect(JitterProcess(deviation: .milliseconds(5)).spacing.milliseconds.rounded() == 33)
        #expect(correlation(1) > 0.95)
        #expect(abs(correlation(67)) < 0.1)
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
