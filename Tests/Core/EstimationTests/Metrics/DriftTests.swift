import LabModel
import LabTesting
import Testing

@testable import Estimation

@Suite struct DriftTests {
    @Test func aPlantedSlopeComesBack() throws {
        var run = Planted()
        // The delay grows by 6 ms a minute of decoding time: 0.1 ms a second.
        for number in 0..<251 {
            let sent = Double(number) * 40
            run.show(number, delayMs: (20 + sent * 0.0001) / (1 - 0.0001))
        }
        let summary = run.summarize()
        let interval = try #require(summary.driftCi95)
        #expect(abs(try #require(summary.driftMsPerMin) - 6) < 1e-3)
        #expect(interval[0] <= 6.001 && interval[1] >= 5.999)
        #expect(interval[1] - interval[0] < 0.01)
    }

    @Test func noiseWidensTheInterval() throws {
        var random = SeededGenerator(seed: 4)
        var run = Planted()
        (0..<251).forEach { run.show($0, delayMs: .random(in: 15...25, using: &random)) }
        let summary = run.summarize()
        let (slope, interval) = (try #require(summary.driftMsPerMin), try #require(summary.driftCi95))
        #expect(interval[0] < slope && slope < interval[1])
        #expect(interval[1] - interval[0] > 5)
    }

    /// A delay that grows by 6 ms a minute, against clocks that are known as well as an exchange's width allows.
    private func grown(roundTripMs: Double) -> Planted {
        var run = Planted()
        run.trace.clockMethod = .http
        (0..<251).forEach { run.show($0, delayMs: 20 + Double($0) * 0.004) }
        (0...10).forEach { run.exchange(atMs: Double($0) * 1_000, offsetMs: 0, roundTripMs: roundTripMs) }
        return run
    }

    @Test func theClocksUncertaintyWidensTheInterval() throws {
        let summary = grown(roundTripMs: 0.2).summarize()
        let interval = try #require(summary.driftCi95)
        // The bounds at both ends, 0.104 ms each, over 9.96 s: 20.8 ppm, which are 1.25 ms a minute; nothing else is noisy.
        #expect(abs(try #require(summary.driftMsPerMin) - 6) < 0.01)
        #expect(abs(interval[0] - 4.75) < 0.02)
        #expect(abs(interval[1] - 7.25) < 0.02)
    }

    @Test func aDriftBelowTheClocksUncertaintyIsNotShown() {
        // 1.2 ms at both ends over 10 s would be 240 ppm; the drift limit of 200 ppm is 12 ms a minute.
        let summary = grown(roundTripMs: 2.4).summarize()
        #expect(summary.driftMsPerMin == nil)
        #expect(summary.driftCi95 == nil)
    }

    @Test func oneExchangeLeavesTheDriftLimit() {
        var run = grown(roundTripMs: 0.2)
        run.trace.exchanges.removeLast(10)
        #expect(run.summarize().driftMsPerMin == nil)
        var options = EstimationOptions()
        options.driftLimit = 50e-6
        #expect(run.summarize(options: options).driftMsPerMin != nil)
    }

    @Test func exchangesThatStopMidwayLeaveTheRestOpen() throws {
        var run = grown(roundTripMs: 0.02)
        run.trace.exchanges.removeLast(8)
        // Known within 0.01 ms until 2 s; 8 s later it may have drifted by 1.6 ms, which are 163 ppm over the run.
        #expect(run.summarize().driftMsPerMin == nil)
        var options = EstimationOptions()
        options.driftLimit = 50e-6
        // 0.02 + 8 × 0.05 ms over 9.96 s are 2.53 ms a minute.
        let interval = try #require(run.summarize(options: options).driftCi95)
        #expect(abs(interval[0] - 3.47) < 0.02)
        #expect(abs(interval[1] - 8.53) < 0.02)
    }

    @Test func aReferenceSaysNothingOfTheStreamersOwnDrift() {
        var run = grown(roundTripMs: 0.2)
        run.trace.clockMethod = .ntp
        #expect(run.summarize().driftMsPerMin != nil)
        run.trace.isClockDirect = false
        run.trace.streamerClockBound = .milliseconds(0.01)
        #expect(run.summarize().driftMsPerMin == nil)
        var options = EstimationOptions()
        options.driftLimit = 60e-6
        // Twice 3.6 ms a minute.
        #expect(run.summarize(options: options).driftMsPerMin == nil)
        options.driftLimit = 40e-6
        #expect(run.summarize(options: options).driftMsPerMin != nil)
    }

    @Test func twoFramesHaveNone() {
        #expect(Planted(frames: 0..<2).summarize().driftMsPerMin == nil)
    }
}
