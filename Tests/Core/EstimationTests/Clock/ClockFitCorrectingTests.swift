import LabModel
import Testing

@testable import Estimation

@Suite struct ClockFitCorrectingTests {
    private func run(seed: UInt64) -> (outside: Int, bounded: Int, count: Int, steps: Int, String) {
        var random = SeededGenerator(seed: seed)
        let seconds = Double.random(in: 20...40, using: &random)
        let at = Double.random(in: 5...seconds - 5, using: &random)
        let sizes = [0.5, -1, 0.5, -1, 0.02, -0.004]
        let size = sizes[Int.random(in: 0..<sizes.count, using: &random)]
        var steps = [SimulatedClocks.Step(at: at, size: size)]
        if Bool.random(using: &random) {
            steps.append(SimulatedClocks.Step(at: at + .random(in: 0.5...4, using: &random), size: -size * 2))
        }
        let clocks = SimulatedClocks(seconds: seconds + 10, driftLimit: 200e-6, steps: steps, using: &random)
        let network = SimulatedNetwork(using: &random)
        let exchanges = network.exchanges(clocks, seconds: seconds + 5, using: &random)
        var shape = SteppedStream.Shape()
        let delay = Double.random(in: 0...5, using: &random)
        shape.delays = delay...delay + 0.2
        shape.loss = Double.random(in: -0.2...0.5, using: &random)
        shape.lateness = 0...Double.random(in: 0...0.03, using: &random)
        shape.isNumbered = Double.random(in: 0...1, using: &random) < 0.9
        var stream = SteppedStream(clocks, seconds: seconds, shape: shape, using: &random)
        let jumps = Bool.random(using: &random) ? [] : steps.map { step in
            ClockJump(end: .streamer, after: SimulatedClocks.received(step.at.rounded(.down)), before: SimulatedClocks.received(step.at.rounded(.up)), size: .seconds(step.size))
        }
        let fit = ClockFit(exchanges: exchanges, jumps: jumps)
        fit.correct(&stream.samples)
        let (outside, bounded) = stream.check()
        return (outside.count, bounded, stream.samples.count, fit.steps, "size \(size) jumps \(jumps.count) of \(steps.count) delay \(delay) exch \(exchanges.count)")
    }

    @Test func noSampleLiesOutsideItsBound() {
        for seed in 0..<300 {
            let r = run(seed: UInt64(seed))
            print("R", seed, r)
        }
    }
}
