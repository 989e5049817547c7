import LabModel
import LabTesting
import Testing

@testable import Estimation

@Suite(.heavy) struct ClockFitCorrectingTests {
    /// A random run through a random network, whose clock is stepped once or twice.
    private struct StepRun {
        var stream: SteppedStream
        var fit: ClockFit

        init(seed: UInt64, size: Double, isNoticed: Bool, isNumbered: Bool = true) {
            var random = SeededGenerator(seed: seed)
            let seconds = Double.random(in: 20...40, using: &random)
            let at = Double.random(in: 5...seconds - 5, using: &random)
            var steps = [SimulatedClocks.Step(at: at, size: size)]
            if isNoticed, Bool.random(using: &random) {
                steps.append(SimulatedClocks.Step(at: at + .random(in: 2...4, using: &random), size: -size * 2))
            }
            let clocks = SimulatedClocks(seconds: seconds + 10, driftLimit: 200e-6, steps: steps, using: &random)
            let network = SimulatedNetwork(using: &random)
            let exchanges = network.exchanges(clocks, seconds: seconds + 5, using: &random)
            let jumps = steps.map { step in
                ClockJump(
                    end: .streamer,
                    after: SimulatedClocks.received(step.at.rounded(.down)),
                    before: SimulatedClocks.received(step.at.rounded(.up)),
                    size: .seconds(step.size)
                )
            }
            let delay = Double.random(in: 0...5, using: &random)
            var shape = SteppedStream.Shape()
            shape.delays = delay...delay + 0.2
            shape.loss = .random(in: -0.2...0.5, using: &random)
            shape.lateness = 0...Double.random(in: 0...0.03, using: &random)
            shape.isNumbered = isNumbered
            stream = SteppedStream(clocks, seconds: seconds, shape: shape, using: &random)
            fit = ClockFit(exchanges: exchanges, jumps: isNoticed ? jumps : [])
            fit.correct(&stream.samples)
        }
    }

    @Test(arguments: [0.5, -1, 0.02, -0.004])
    func noSampleLiesOutsideItsBound(size: Double) {
        var (bounded, count) = (0, 0)
        for seed in 0..<60 {
            let run = StepRun(seed: UInt64(seed), size: size, isNoticed: true, isNumbered: !seed.isMultiple(of: 10))
            let result = run.stream.check()
            #expect(run.fit.steps > 0, "seed \(seed)")
            #expect(result.outside.isEmpty, "seed \(seed)")
            bounded += result.bounded
            count += run.stream.samples.count
        }
        // Slow exchanges leave up to 15 s around a step unknown; that most samples have a bound is what counts here.
        #expect(bounded * 10 > count * 6, "\(bounded) of \(count) have a bound.")
    }

    @Test(arguments: [0.5, -1])
    func stepsThatOnlyTheExchangesShow(size: Double) {
        var found = 0
        for seed in 100..<160 {
            let run = StepRun(seed: UInt64(seed), size: size, isNoticed: false)
            guard run.fit.steps > 0 else { continue }
            found += 1
            #expect(run.stream.check().outside.isEmpty, "seed \(seed)")
        }
        // Within a round trip of the step's own size none can be seen.
        #expect(found >= 50)
    }

    /// A steady stream of 25 frames a second that is 3 s behind, asked about the time each second within 2 ms.
    private func steady(size: Double, edit: (inout SteppedStream.Shape) -> Void = { _ in }) -> SteppedStream {
        var random = SeededGenerator(seed: 5)
        let clocks = SimulatedClocks(offset: 0.25, drift: 100e-6, steps: [SimulatedClocks.Step(at: 10.3, size: size)])
        var shape = SteppedStream.Shape()
        shape.delays = 3...3.02
        edit(&shape)
        var stream = SteppedStream(clocks, seconds: 20, shape: shape, using: &random)
        let exchanges = (0..<24).map { clocks.exchange(at: Double($0), there: 0.001, back: 0.001) }
        ClockFit(exchanges: exchanges).correct(&stream.samples)
        return stream
    }

    private func seconds(_ sample: Sample) -> Double {
        sample.decoded.map { ($0 - SimulatedClocks.start).seconds } ?? 0
    }

    @Test(arguments: [0.5, -1])
    func framesInFlightKeepTheOffsetOfTheirStamp(size: Double) {
        let stream = steady(size: size)
        #expect(stream.check().outside.isEmpty)
        for (index, sample) in stream.samples.enumerated() {
            // Between the exchanges at 10 and 11 s nothing is known; behind them the place among the frames is found.
            let isWithin = (10...11.002).contains(seconds(sample))
            #expect((sample.clockErrorBound == nil) == isWithin, "\(index)")
            let delay = sample.frameDelay?.seconds ?? 0
            #expect(abs(delay - 3.01) < 0.012, "\(index)")
        }
    }

    @Test func aPlaceThatCannotBeToldHasNoBound() {
        // Stamps that are late by up to 0.4 s, of which the marks say nothing, hide a step of half a second.
        var stream = steady(size: 0.5) { $0.lateness = 0...0.4 }
        for index in stream.samples.indices {
            stream.samples[index].stamp?.latenessTicks = 0
        }
        let exchanges = (0..<24).map { stream.clocks.exchange(at: Double($0), there: 0.001, back: 0.001) }
        ClockFit(exchanges: exchanges).correct(&stream.samples)
        #expect(stream.check().outside.isEmpty)
        let unbounded = zip(stream.samples, stream.stampedAt).filter { sample, _ in
            sample.clockErrorBound == nil && seconds(sample) > 11.1
        }
        #expect(!unbounded.isEmpty)
        #expect(unbounded.allSatisfy { (9.4...11.6).contains($0.1) })
    }

    @Test func marksWithoutNumbersAreToldByTheirStampAlone() {
        let stream = steady(size: 0.5) { $0.isNumbered = false }
        #expect(stream.check().outside.isEmpty)
        let unbounded = zip(stream.samples, stream.stampedAt).filter { $0.0.clockErrorBound == nil }.map(\.1)
        // Those decoded between the exchanges, stamped from 6.9 s on, and those stamped between them.
        #expect(unbounded.allSatisfy { (6.9...8.1).contains($0) || (9.9...11.1).contains($0) })
    }

    @Test func onlyWhatHasAnInstantHasAnOffset() {
        let fit = ClockFit(exchanges: [SimulatedClocks(offset: 2).exchange(at: 0, there: 0.001, back: 0.001)])
        var samples = [
            Sample(arrival: SimulatedClocks.received(1)),
            Sample(arrival: SimulatedClocks.received(5), decoded: SimulatedClocks.received(2)),
            Sample(clockOffset: .zero, clockErrorBound: .zero),
        ]
        fit.correct(&samples)
        #expect(samples[0].clockErrorBound == fit.reading(at: SimulatedClocks.received(1))?.bound)
        #expect(samples[1].clockErrorBound == fit.reading(at: SimulatedClocks.received(2))?.bound)
        #expect(samples[2].clockOffset == nil)
        #expect(samples[2].clockErrorBound == nil)
        ClockFit(exchanges: []).correct(&samples)
        #expect(samples.allSatisfy { $0.clockOffset == nil && $0.clockErrorBound == nil })
    }

    @Test func correctingAgreesWithReadingInAnyOrder() {
        var random = SeededGenerator(seed: 11)
        let clocks = SimulatedClocks(seconds: 60, driftLimit: 200e-6, using: &random)
        let exchanges = SimulatedNetwork(using: &random).exchanges(clocks, seconds: 60, using: &random)
        let fit = ClockFit(exchanges: exchanges)
        var samples = (0..<500).map { _ in
            Sample(decoded: SimulatedClocks.received(.random(in: -5...70, using: &random)))
        }
        fit.correct(&samples)
        for sample in samples {
            let reading = sample.decoded.flatMap(fit.reading)
            #expect(sample.clockOffset == reading?.offset)
            #expect(sample.clockErrorBound == reading?.bound)
        }
    }
}
