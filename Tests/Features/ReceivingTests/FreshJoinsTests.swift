import LabModel
import LabTesting
import Machine
import Testing

@testable import Receiving

@Suite struct FreshJoinsTests {
    private func joins(_ url: String, startLimit: Latency = .untilItHangs) -> FreshJoins {
        var settings = ReceiveSettings(url: url, id: "run")
        settings.startLimit = startLimit
        return FreshJoins(settings: settings, spacing: .milliseconds(1), clock: SystemClock())
    }

    /// The places between keyframes leave no stretch out, however many joins are made.
    @Test(arguments: [1, 2, 5, 20, 100, 999])
    func joinsAreSpreadOverTheTimeFromKeyframeToKeyframe(_ count: Int) {
        let spacing = Latency.seconds(2)
        let joins = FreshJoins(settings: ReceiveSettings(url: "", id: ""), spacing: spacing, clock: ManualClock())
        let places = (0..<count).map { joins.pause($0).seconds / spacing.seconds }.sorted()
        #expect(places.allSatisfy { (0..<1).contains($0) })
        let around = places + [(places.first ?? 0) + 1]
        let widest = zip(around.dropFirst(), around).map { $0 - $1 }.max() ?? 0
        // Three-distance theorem: no gap is wider than this many even ones.
        #expect(widest <= 2.62 / Double(count))
    }

    @Test func aJoinEndsWithItsFirstMark() async throws {
        let stream = try MarkedStream(count: 30, unmarked: [0, 1])
        let server = try ScriptedServer { _, _ in [.status(200), .send(stream.bytes), .hang] }
        defer { server.stop() }
        let before = SystemClock().now()
        let (join, failure) = try #require(await joins(server.url("/live.ts")).join(0))
        #expect(failure == nil)
        #expect(join.began >= before)
        let steps = [join.startup.connected, join.startup.firstByte, join.startup.firstFrame, join.startup.firstMark]
        let instants = steps.compactMap { $0 }
        #expect(instants.count == 4)
        #expect(join.gaveUp == nil)
        #expect(([join.began] + instants).elementsEqual(([join.began] + instants).sorted()))
        // The first two pictures showed no mark.
        #expect(try #require(join.startup.firstMark) > (try #require(join.startup.firstFrame)))
    }

    @Test func aRefusedJoinFailsAtOnceAndSaysWhy() async throws {
        let server = try ScriptedServer { _, _ in [.status(404)] }
        defer { server.stop() }
        let (join, failure) = try #require(await joins(server.url("/live.ts"), startLimit: .seconds(600)).join(0))
        #expect(try #require(failure).contains("404"))
        #expect(join.startup.firstMark == nil)
        #expect(try #require(join.gaveUp) > join.began)
    }

    @Test func aSilentServerIsLeftAtTheLimit() async throws {
        let server = try ScriptedServer { _, _ in [.hang] }
        defer { server.stop() }
        let (join, failure) = try #require(
            await joins(server.url("/live.ts"), startLimit: .milliseconds(200)).join(0)
        )
        #expect(failure == "no readable mark in time")
        #expect(join.startup == Trace.Startup())
        #expect(try #require(join.gaveUp) - join.began >= .milliseconds(200))
    }

    @Test func picturesWithoutMarksAreNoJoin() async throws {
        let stream = try MarkedStream(count: 10, unmarked: Set(0..<10))
        let server = try ScriptedServer { _, _ in [.status(200), .send(stream.bytes)] }
        defer { server.stop() }
        let (join, failure) = try #require(await joins(server.url("/live.ts")).join(0))
        #expect(failure == "the source came to its end")
        #expect(join.startup.firstFrame != nil)
        #expect(join.startup.firstMark == nil)
    }

    @Test func aCancelledJoinIsNone() async throws {
        let server = try ScriptedServer { _, _ in [.hang] }
        defer { server.stop() }
        let task = Task { await joins(server.url("/live.ts"), startLimit: .seconds(600)).join(0) == nil }
        task.cancel()
        #expect(await task.value)
    }
}
