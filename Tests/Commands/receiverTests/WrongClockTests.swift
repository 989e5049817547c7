import Foundation
import LabModel
import LabTesting
import Machine
import RunStore
import Testing

/// The receiver against a streamer whose clock is wrong by a planted length.
@Suite(.realTime, .serialized, .timeLimit(.minutes(60))) struct WrongClockTests {
    private let receiver = BuiltExecutable("receiver")
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func measure(_ streamer: ServingStreamer, clock: String, frames: Int) async throws -> Summary {
        let outcome = try await receiver.run(
            // So many frames, however much longer a busy machine takes for them.
            [streamer.url("/live.ts"), "--clock", clock, "--duration", "120", "--frame-limit", "\(frames)"]
                + ["--json", "--db", "runs.sqlite"],
            in: folder.path
        )
        try #require(outcome.exitCode == 0, "\(outcome.errors)")
        return try SummaryJSON.decode(outcome.output)
    }

    private func trace(of summary: Summary) throws -> Trace {
        let store = try RunStore.open(folder.file("runs.sqlite"), mode: .readOnly)
        return try store.trace(of: try store.run(named: summary.run.id))
    }

    /// No sample's bound is wider than the best of the exchanges makes it: 1.5 × (half the round trip + 200 ppm of the
    /// time between the two, and of a second).
    ///
    /// A busy machine makes few good exchanges, and those are far from some samples.
    private func expectTight(_ trace: Trace) throws {
        for sample in trace.samples {
            guard let decoded = sample.decoded, let bound = sample.clockErrorBound else { continue }
            let reached = trace.clockExchanges.map { exchange in
                // Drift can make the shortest round trips negative.
                max(0, exchange.roundTrip.milliseconds) / 2 + abs((decoded - exchange.t1).milliseconds) * 0.0002
            }
            let best = try #require(reached.min())
            #expect(bound.milliseconds <= 1.5 * (best + 0.2))
        }
    }

    @Test(arguments: [ClockMethod.http, .ntp])
    func aStreamerThatIsAheadAndDriftsIsMeasuredWithinTheBound(_ method: ClockMethod) async throws {
        let wrong = try WrongClock("+0.250s x1.0001")
        let clock = SystemClock()
        try await ServingStreamer.serving(environment: try wrong.environment) { streamer in
            // The library counts the drift from the start of the process, or of the shell before it.
            let began = clock.now() - (try WrongClock.age(of: streamer.process))
            let choice = method == .http ? "auto" : "ntp://127.0.0.1:\(streamer.port)"
            let summary = try await measure(streamer, clock: choice, frames: 100)
            #expect(summary.clock.method == method)
            #expect(summary.clock.steps == 0)
            #expect(summary.events.contains { $0.code == "clock_not_shared" } == (method == .http))
            let trace = try trace(of: summary)
            try expectTight(trace)
            let samples = trace.samples.filter { $0.stamp != nil }
            try #require(samples.count > 50)
            for sample in samples {
                let decoded = try #require(sample.decoded)
                let offset = try #require(sample.clockOffset)
                let bound = try #require(sample.clockErrorBound)
                let latest = Latency.seconds(0.25 + (decoded - began).seconds * 1e-4)
                let earliest = latest - .microseconds(100)
                #expect(offset - bound <= latest && offset + bound >= earliest)
            }
        }
    }

    @Test(arguments: [ClockMethod.http, .ntp])
    func stepsAreFoundAndNoSampleLiesOutsideItsBound(_ method: ClockMethod) async throws {
        let wrong = try WrongClock("+0.250s")
        try await ServingStreamer.serving(environment: try wrong.environment) { streamer in
            let choice = method == .http ? "auto" : "ntp://127.0.0.1:\(streamer.port)"
            async let measured = measure(streamer, clock: choice, frames: 500)
            try await StoredSamples.wait(for: 60, in: folder.file("runs.sqlite"))
            try wrong.set("+0.750s")
            try await StoredSamples.wait(for: 160, in: folder.file("runs.sqlite"))
            try wrong.set("-0.250s")
            let summary = try await measured
            #expect(summary.clock.method == method)
            #expect(summary.clock.steps == 2)
            #expect(summary.events.count { $0.code == "clock_step" } == 2)
            #expect(summary.warnings.contains { $0.code == .clockStep })
            let trace = try trace(of: summary)
            #expect(trace.clockJumps.map { ($0.size.milliseconds / 10).rounded() * 10 } == [500, -1_000])
            try expectRight(trace)
        }
    }

    /// Stamps against due times, which are taken by the clock that is not faked, tell how wrong each stamp is.
    private func expectRight(_ trace: Trace) throws {
        let samples = trace.samples.filter { $0.stamp?.time != nil && $0.clockErrorBound != nil }
        try #require(samples.count > 150)
        func lead(_ sample: Sample) throws -> Latency {
            let stamp = try #require(sample.stamp)
            let time = try #require(stamp.time)
            let due = try #require(sample.presentationTime)
            return time - stamp.lateness - WallTime(nanoseconds: due.nanoseconds)
        }
        let first = try lead(try #require(trace.samples.first { $0.stamp?.time != nil }))
        var seen: Set<Double> = []
        for sample in samples {
            let moved = (try lead(sample) - first).milliseconds
            let planted = Latency.milliseconds(250 + (moved / 500).rounded() * 500)
            seen.insert(planted.milliseconds)
            let error = try #require(sample.clockOffset) - planted
            let bound = try #require(sample.clockErrorBound)
            #expect(abs(error.nanoseconds) <= bound.nanoseconds, "stamped \(planted.milliseconds) ms ahead")
        }
        #expect(seen == [250, 750, -250])
    }

    @Test func aClockThatIsNotSharedIsNoSameHost() async throws {
        let wrong = try WrongClock("+0.250s")
        try await ServingStreamer.serving(environment: try wrong.environment) { streamer in
            let outcome = try await receiver.run(
                [streamer.url("/live.ts"), "--clock", "same-host", "--duration", "1"],
                in: folder.path
            )
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains(" off this machine's, so `--clock same-host` would be wrong: http://127"))
            #expect(outcome.errors.contains("Use `--clock auto`"))
        }
    }
}
