import Foundation
import LabModel
import LabTesting
import Machine
import RunStore
import Synchronization
import Testing

@testable import Receiving

/// What a run says that its streamer counted, by a server that counts as tests tell it.
@Suite(.realTime, .timeLimit(.minutes(60))) struct RunFiguresTests {
    private let start = SystemClock().monotonicNow()

    /// `/metrics` of a streamer that has run for days and has counted so many ticks.
    private static func figures(ticks: Int, since start: MonotonicTime) -> [ScriptedServer.Step] {
        var counters = StreamerCounters()
        counters.ticks = ticks
        counters.uptime = .seconds(500_000) + (SystemClock().monotonicNow() - start)
        return [.status(200), .send(Array(StreamerMetricsText.encode(counters).utf8))]
    }

    /// A server whose n-th answer has so many ticks; nil for an answer that does not come.
    private func serving(
        _ ticks: [Int?],
        _ body: (StreamerContact) async throws -> Void
    ) async throws {
        let start = start
        let server = try ScriptedServer { _, visit in
            guard ticks.indices.contains(visit), let ticks = ticks[visit] else { return [.status(500)] }
            return Self.figures(ticks: ticks, since: start)
        }
        defer { server.stop() }
        let clock = SystemClock()
        try await body(StreamerContact(settings: ReceiveSettings(url: server.url("/a.ts"), id: "x"), clock: clock))
    }

    private func figures(_ contact: StreamerContact) async -> RunFigures {
        let first = await StreamerReading.ask(contact, SystemClock())
        return RunFigures(contact, first: first, clock: SystemClock())
    }

    @Test func theFirstEndIsTheRuns() async throws {
        try await serving([100, 350, 900]) { contact in
            let figures = await figures(contact)
            let join = SystemClock().now()
            figures.ended()
            figures.ended()
            #expect(await figures.summary(from: join)?.ticks == 250)
            #expect(await figures.summary(from: join)?.ticks == 250)
        }
    }

    @Test func aRunThatEndsBeforeT1IsReadThen() async throws {
        try await serving([100, 130]) { contact in
            let figures = await figures(contact)
            #expect(await figures.summary(from: SystemClock().now())?.ticks == 30)
        }
    }

    @Test(arguments: [[nil, 350, 900], [100, nil, 900]])
    func anAnswerThatDoesNotComeLeavesTheRunWithout(ticks: [Int?]) async throws {
        try await serving(ticks) { contact in
            let figures = await figures(contact)
            figures.ended()
            #expect(await figures.summary(from: SystemClock().now()) == nil)
        }
    }

    @Test func theReadingNearestToAnInstantCounts() async throws {
        try await serving([1, 2, 3]) { contact in
            let clock = SystemClock()
            let readings = StreamerReadings(contact, clock: clock)
            #expect(await readings.nearest(to: clock.monotonicNow()) == nil)
            var instants: [MonotonicTime] = []
            for _ in 0..<3 {
                readings.take()
                let now = clock.monotonicNow()
                instants.append(try #require(await readings.nearest(to: now + .seconds(9))).instant)
            }
            for (place, instant) in instants.enumerated() {
                #expect(await readings.nearest(to: instant)?.counters.ticks == place + 1)
            }
        }
    }

    /// What is wanted while an answer is under way is asked for behind it, once.
    @Test func readingsAreTakenOneAfterTheOther() async throws {
        try await serving((1...20).map { $0 }) { contact in
            let clock = SystemClock()
            let readings = StreamerReadings(contact, clock: clock)
            for _ in 0..<10 {
                readings.take()
            }
            let last = await readings.nearest(to: clock.monotonicNow() + .seconds(9))
            #expect((1...10).contains(last?.counters.ticks ?? 0))
        }
    }

    /// A pushed stream comes up long after it was first asked for; the streamer counts meanwhile.
    @Test func whatWasCountedBeforeAStreamCameUpIsNotTheRuns() async throws {
        let folder = try TemporaryFolder()
        let store = try RunStore.open(folder.file("lab.sqlite"))
        let stream = try MarkedStream(count: 30)
        let description = Array(try JSONEncoder().encode(stream.description))
        let start = start
        // A thousand ticks for each time that the stream was asked for.
        let ticks = Mutex(7_000)
        let server = try ScriptedServer { path, visit in
            switch path {
            case "/stream": return [.status(200), .send(description)]
            case "/metrics": return Self.figures(ticks: ticks.withLock { $0 }, since: start)
            default:
                ticks.withLock { $0 += 1_000 }
                return visit < 3 ? [.status(404)] : [.status(200), .send(stream.bytes), .hang]
            }
        }
        defer { server.stop() }
        var settings = ReceiveSettings(url: server.url("/late.ts"), id: "late")
        (settings.clock, settings.frameLimit, settings.awaitsStart) = (.none, 25, true)
        let receiver = Receiver(settings: settings, store: store, clock: SystemClock(), machine: [:], versions: [:])
        let outcome = try await receiver.run(uuid: "0190a0b0-0000-7000-8000-000000000001")
        #expect(outcome.summary.frames.marked == 25)
        // The last time was just behind the join, the one before it just before; all four are since the first request.
        #expect(try #require(outcome.summary.streamer?.ticks) <= 2_000)
    }
}
