import Foundation
import LabModel
import LabTesting

/// A way between receiver and streamer: asymmetric, with jitter and queues that sometimes last long, losing questions.
struct SimulatedNetwork {
    private let least: (there: Double, back: Double)
    private let jitter: Double
    private let tail: Double
    private let loss: Double
    private let interval: Double

    /// Draws a way: from a loopback's 20 µs to a satellite's 600 ms.
    init(using random: inout SeededGenerator) {
        let base = pow(10, Double.random(in: -5...(-0.5), using: &random))
        least = (base * .random(in: 0.1...1, using: &random), base * .random(in: 0.1...1, using: &random))
        jitter = base * .random(in: 0...0.5, using: &random)
        tail = .random(in: 0...0.3, using: &random)
        loss = .random(in: 0...0.3, using: &random)
        interval = .random(in: 0.1...5, using: &random)
    }

    /// The exchanges of a run, at least one.
    ///
    /// One in ten takes up to three intervals longer to be asked.
    func exchanges(_ clocks: SimulatedClocks, seconds: Double, using random: inout SeededGenerator) -> [ClockExchange] {
        var exchanges: [ClockExchange] = []
        var asked = Double.random(in: 0...1, using: &random)
        while asked < seconds || exchanges.isEmpty {
            let there = least.there + queue(using: &random)
            let back = least.back + queue(using: &random)
            let thinking = Double.random(in: 0...0.001, using: &random)
            if Double.random(in: 0...1, using: &random) >= loss {
                exchanges.append(clocks.exchange(at: asked, there: there, thinking: thinking, back: back))
            }
            let pause = Double.random(in: 0...1, using: &random) < 0.1 ? 3.0 : 1
            asked += there + thinking + back + interval * pause * .random(in: 0.5...1.5, using: &random)
        }
        return exchanges
    }

    /// Exponential, and now and then Pareto's: a hundred times the jitter is not rare.
    private func queue(using random: inout SeededGenerator) -> Double {
        let usual = -log(Double.random(in: 1e-9...1, using: &random)) * jitter
        guard Double.random(in: 0...1, using: &random) < tail else { return usual }
        return usual + jitter * min(1_000, pow(Double.random(in: 1e-6...1, using: &random), -0.8))
    }
}
