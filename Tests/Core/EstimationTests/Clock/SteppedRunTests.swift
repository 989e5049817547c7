import LabModel
import Testing

@testable import Estimation

/// A whole run whose streamer's clock is stepped midway has the numbers of the same run without the step.
@Suite struct SteppedRunTests {
    /// Frames 0 to 299 a second behind, asked about the time each second within 1 ms, the clock stepped at 4.3 s.
    private func run(sizeMs: Double, method: ClockMethod = .http) -> Planted {
        var run = Planted()
        run.trace.clockMethod = method
        run.trace.drained = Planted.at(ms: 13_000)
        let shift = { (atMs: Double) in atMs < 4_300 ? 0 : sizeMs }
        for number in 0..<300 where !number.isMultiple(of: 17) {
            run.show(number, delayMs: 1_000 + Double(number % 7)) { sample in
                let sent = Double(number) * 40
                sample.stamp?.time = Planted.at(ms: sent + shift(sent))
                sample.isBacklog = false
            }
        }
        for second in -1...13 {
            let asked = Double(second) * 1_000
            run.exchange(atMs: asked, offsetMs: shift(asked), roundTripMs: 1)
        }
        run.trace.correctClock()
        return run
    }

    @Test(arguments: [500.0, -1_000, 1_700, -2_500])
    func theStepChangesNoNumber(sizeMs: Double) throws {
        let (plain, stepped) = (run(sizeMs: 0).summarize(), run(sizeMs: sizeMs).summarize())
        #expect(stepped.clock.steps == 1)
        #expect(stepped.frames == plain.frames)
        #expect(stepped.frames.dropped == 15)
        let pairs = [
            (stepped.frameDelayMs?.p50, plain.frameDelayMs?.p50),
            (stepped.frameDelayMs?.max, plain.frameDelayMs?.max),
            (stepped.signalDelayMs?.values.max, plain.signalDelayMs?.values.max),
            (stepped.signalDelayMs?.values.mean, plain.signalDelayMs?.values.mean),
            (stepped.jitterMs, plain.jitterMs),
            (stepped.clock.errorBoundMs, plain.clock.errorBoundMs),
        ]
        for (index, (value, expected)) in pairs.enumerated() {
            // Half a round trip is open on either side of the step.
            #expect(abs(try #require(value) - (try #require(expected))) < 1, "\(index)")
        }
        #expect(stepped.events.map(\.code) == ["clock_step"])
        #expect(stepped.warnings.contains { $0.code == .clockStep })
        #expect(plain.warnings.contains { $0.code == .clockStep } == false)
    }

    @Test func oneHostWithoutAJumpKeepsItsOffsets() {
        var run = run(sizeMs: 0, method: .sameHost)
        let isCorrected = run.trace.correctClock()
        #expect(!isCorrected)
        #expect(run.trace.samples.allSatisfy { $0.clockOffset == .zero && $0.clockErrorBound == .zero })
    }

    @Test func theControlIsCorrectedToo() {
        var run = run(sizeMs: 500)
        run.trace.control = run.trace.samples
        let isCorrected = run.trace.correctClock()
        #expect(isCorrected)
        #expect(run.trace.control == run.trace.samples)
    }

    @Test func onOneHostJumpsAloneTellTheOffset() throws {
        var run = run(sizeMs: 500, method: .sameHost)
        run.trace.exchanges = []
        run.trace.clockJumps = [
            ClockJump(
                end: .receiver,
                after: Planted.at(ms: 4_000),
                before: Planted.at(ms: 5_000),
                size: .milliseconds(500)
            )
        ]
        let isCorrected = run.trace.correctClock()
        #expect(isCorrected)
        #expect(run.trace.samples.allSatisfy { $0.clockErrorBound == nil })
        #expect(run.trace.samples.first?.clockOffset == .zero)
        #expect(run.trace.samples.last?.clockOffset == .milliseconds(500))
        #expect(abs(try #require(run.summarize().frameDelayMs?.p50) - 1_003) < 1)
    }

    @Test func aJumpOfTheReceiversMachineDoesNotTouchItsRunClock() {
        var run = run(sizeMs: 0)
        run.trace.clockJumps = [
            ClockJump(end: .receiver, after: Planted.at(ms: 4_000), before: Planted.at(ms: 5_000), size: .seconds(1))
        ]
        #expect(ClockFit(of: run.trace)?.steps == 0)
        run.trace.clockJumps[0].end = .streamer
        #expect(ClockFit(of: run.trace)?.steps == 1)
    }

    @Test func aReferencesBoundIsTheStreamersOwn() {
        var run = run(sizeMs: 0, method: .ntp)
        let direct = ClockFit(of: run.trace)?.reading(at: Planted.at(ms: 100))?.bound
        run.trace.isClockDirect = false
        #expect(ClockFit(of: run.trace)?.reading(at: Planted.at(ms: 100))?.bound == nil)
        run.trace.streamerClockBound = .milliseconds(2)
        let added = ClockFit(of: run.trace)?.reading(at: Planted.at(ms: 100))?.bound
        #expect(added == direct.map { $0 + .milliseconds(2) })
    }

    /// The streamer's clock jumps between 4 and 4.8 s, of which the reference that is asked knows nothing.
    @Test(arguments: [500.0, -1_000, 1_700, 0.3])
    func aReferenceDoesNotHideAStepOfTheStreamersClock(sizeMs: Double) throws {
        let plain = run(sizeMs: 0)
        var run = run(sizeMs: sizeMs, method: .ntp)
        // The streamer's clock is right behind the jump, and was off by its size before.
        for index in run.trace.samples.indices {
            guard let stamped = run.trace.samples[index].stamp?.time else { continue }
            run.trace.samples[index].stamp?.time = stamped - .milliseconds(sizeMs)
        }
        run.trace.exchanges = plain.trace.exchanges
        run.trace.isClockDirect = false
        run.trace.streamerClockBound = .milliseconds(2)
        run.trace.clockJumps = [
            ClockJump(
                end: .streamer,
                after: Planted.at(ms: 4_010),
                before: Planted.at(ms: 4_800),
                size: .milliseconds(sizeMs)
            )
        ]
        let fit = try #require(ClockFit(of: run.trace))
        #expect(fit.steps == 1)
        let (early, late) = (fit.reading(at: Planted.at(ms: 2_000)), fit.reading(at: Planted.at(ms: 9_000)))
        #expect(abs(try #require(early?.offset.milliseconds) + sizeMs) < 1)
        #expect(abs(try #require(late?.offset.milliseconds)) < 1)
        #expect(early?.bound == nil)
        run.trace.correctClock()
        let (summary, expected) = (run.summarize(), plain.summarize())
        #expect(summary.clock.steps == 1)
        #expect(summary.clock.errorBoundMs == nil)
        #expect(abs(try #require(summary.frameDelayMs?.p50) - (try #require(expected.frameDelayMs?.p50))) < 1)
        #expect(abs(try #require(summary.frameDelayMs?.max) - (try #require(expected.frameDelayMs?.max))) < 1)
    }

    @Test func whatAReferenceToldWhileTheClockJumpedIsUsedOnlyWhereNothingElseIs() throws {
        var run = run(sizeMs: 0, method: .ntp)
        run.trace.isClockDirect = false
        run.trace.streamerClockBound = .zero
        run.trace.clockJumps = [
            ClockJump(end: .streamer, after: Planted.at(ms: -5_000), before: Planted.at(ms: 20_000), size: .seconds(1))
        ]
        let fit = try #require(ClockFit(of: run.trace))
        #expect(fit.reading(at: Planted.at(ms: 5_000))?.bound == nil)
    }

    @Test func importedTracesAndRunsWithoutAClockHaveNoFit() {
        for method in [ClockMethod.trace, .none] {
            #expect(ClockFit(of: run(sizeMs: 0, method: method).trace) == nil)
        }
    }
}
