import Dispatch
import Foundation
import HTTPTypes
import LabModel
import LabTesting
import Machine
import NIOCore
import RunStore
import Testing

@testable import LabServer

/// A real clock and real writers: what a viewer sees.
@Suite("Live feed", .realTime, .timeLimit(.minutes(60)))
struct LiveFeedTests {
    /// One message: the event's name and its data.
    private struct Message {
        var event: String
        var runs: [[String: Any]]

        init(_ buffer: ByteBuffer) throws {
            let lines = String(buffer: buffer).split(separator: "\n")
            event = String(lines[0].dropFirst("event: ".count))
            let data = try #require(lines.first { $0.hasPrefix("data: ") }).dropFirst("data: ".count)
            let json = try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any]
            runs = json?["runs"] as? [[String: Any]] ?? []
        }
    }

    private func sample(_ index: Int, began: WallTime, delayMs: Double) -> Sample {
        LabFixture.sample(index, began: began, delayMs: delayMs)
    }

    @Test("a run of another connection is seen while it goes on, and missed once it has ended")
    func follow() async throws {
        let lab = try LabFixture(clock: SystemClock())
        let feed = lab.dashboard.feed
        let feeding = Task { await feed.run() }
        defer { feeding.cancel() }
        let began = SystemClock().now()
        let run = try lab.store.begin(LabFixture.draft("now", at: began, seed: 1), clock: SystemClock())
        var messages = try await feed.follow().makeAsyncIterator()
        let first = try Message(#require(await messages.next()))
        #expect(first.event == "snapshot")
        #expect(first.runs.compactMap { $0["name"] as? String } == ["now@1"])
        #expect(first.runs[0]["age_s"] is NSNull)

        let writer = SampleWriter(store: lab.store, run: run, clock: SystemClock())
        for index in 0..<20 {
            writer.add(sample(index, began: began + .milliseconds(-800), delayMs: 30))
        }
        var decoded = 0
        while decoded < 20 {
            let message = try Message(#require(await messages.next()))
            // All at once where this test is slower than the feed.
            #expect(["update", "snapshot"].contains(message.event))
            decoded = message.runs.first?["decoded"] as? Int ?? 0
        }
        try writer.finish()

        var trace = Trace()
        trace.endReason = .duration
        var summary = Summary(run: .init(manifest: run.manifest, startedAt: began.iso8601, endReason: .duration))
        summary.run.attempt = 1
        try lab.store.finish(run, trace: trace, summary: summary)
        while try !Message(#require(await messages.next())).runs.isEmpty {}
        feeding.cancel()
        while await messages.next() != nil {}
    }

    @Test("the store is left alone while nobody looks")
    func nobody() async throws {
        let lab = try LabFixture(clock: SystemClock())
        #expect(lab.dashboard.feed.viewers.count == 0)
        #expect(await lab.dashboard.feed.snapshot().runs == [])
    }

    @Test("a hundred runs at once are all told")
    func many() async throws {
        let lab = try LabFixture(clock: SystemClock())
        let began = SystemClock().now()
        for index in 0..<100 {
            _ = try lab.store.begin(
                LabFixture.draft("run\(index)", at: began, seed: UInt64(index)),
                clock: SystemClock()
            )
        }
        #expect(await lab.dashboard.feed.snapshot().runs.count == 100)
    }

    @Test("many who look at once count nothing twice")
    func together() async throws {
        let clock = ManualClock()
        let lab = try LabFixture(clock: clock)
        let run = try lab.store.begin(LabFixture.draft("now", seed: 1), clock: clock)
        let writer = SampleWriter(store: lab.store, run: run, clock: SystemClock())
        let feed = lab.dashboard.feed
        for round in 0..<20 {
            for index in round * 10..<round * 10 + 10 {
                writer.add(sample(index, began: LabFixture.start, delayMs: 30))
            }
            clock.advance(by: .seconds(1))
            await withDiscardingTaskGroup { group in
                for _ in 0..<8 {
                    group.addTask { _ = await feed.snapshot() }
                }
            }
        }
        try writer.finish()
        // Two looks may have met in the last round: the next brings the rest.
        for _ in 0..<2 {
            clock.advance(by: .seconds(1))
            _ = await feed.snapshot()
        }
        let told = await feed.snapshot().runs.first
        #expect(told?.decoded == 200)
        #expect(told?.dropped == 0)
        #expect(told?.points.reduce(0) { $0 + $1.frames } == 200)
    }

    @Test("a run whose process is gone is none")
    func gone() async throws {
        let lab = try LabFixture(clock: SystemClock())
        _ = try lab.store.begin(LabFixture.draft("now", seed: 1), clock: SystemClock())
        let sqlite = ["sqlite3", lab.store.path, "UPDATE run SET owner = 'gone'"]
        #expect(try await BuiltExecutable.onPath(sqlite).exitCode == 0)
        #expect(await lab.dashboard.feed.snapshot().runs == [])
    }

    @Test("too many viewers are refused")
    func limit() async throws {
        let lab = try LabFixture(clock: SystemClock()) { $0.viewers = 2 }
        let feed = lab.dashboard.feed
        let (first, second) = (try await feed.follow(), try await feed.follow())
        let answer = try await lab.ask("/api/live")
        #expect(answer.status == 503)
        #expect(answer.headers[.retryAfter] == "5")
        #expect(answer.what == "there are too many live views already")
        withExtendedLifetime((first, second)) {}
        feed.viewers.end()
    }

    @Test("whoever reads the store holds up no live view")
    func apart() async throws {
        let lab = try LabFixture(clock: SystemClock())
        _ = try lab.store.begin(LabFixture.draft("now", seed: 1), clock: SystemClock())
        let (begun, sink) = AsyncStream.makeStream(of: Void.self)
        let gate = DispatchSemaphore(value: 0)
        let holding = Task {
            try await lab.dashboard.desk.read { _ in
                sink.finish()
                gate.wait()
            }
        }
        for await _ in begun {}
        #expect(await lab.dashboard.feed.snapshot().runs.count == 1)
        gate.signal()
        try await holding.value
    }

    @Test("a viewer that lags gets everything at once in place of what it did not take")
    func lagging() async throws {
        let viewers = LiveViewers(limit: 5)
        var messages = try viewers.join(first: ByteBuffer(string: "first")).makeAsyncIterator()
        #expect(await messages.next().map { String(buffer: $0) } == "first")
        var made = 0
        func send(_ index: Int) {
            viewers.send(ByteBuffer(string: "\(index)")) {
                made += 1
                return ByteBuffer(string: "all to \(index)")
            }
        }
        send(0)
        #expect(await messages.next().map { String(buffer: $0) } == "0")
        #expect(made == 0)
        for index in 1...LiveViewers.patience {
            send(index)
        }
        #expect(await messages.next().map { String(buffer: $0) } == "all to \(LiveViewers.patience)")
        send(1_000)
        #expect(await messages.next().map { String(buffer: $0) } == "1000")
        #expect(viewers.count == 1)
    }

    @Test("a viewer that takes nothing any more is let go")
    func stuck() async throws {
        let viewers = LiveViewers(limit: 5)
        let stuck = try viewers.join(first: ByteBuffer(string: "first"))
        for _ in 1..<LiveViewers.patience {
            viewers.send(ByteBuffer(string: "new")) { ByteBuffer(string: "all") }
        }
        #expect(viewers.count == 1)
        viewers.send(ByteBuffer(string: "new")) { ByteBuffer(string: "all") }
        #expect(viewers.count == 0)
        withExtendedLifetime(stuck) {}
    }
}
