import LabModel
import LabTesting
import Machine
import Receiving
import Relaying
import RunStore
import Testing
import WebClient

/// A receiver with a link before the stream's address.
@Suite struct LinkReceptionTests {
    private static let uuid = "0190a0b0-0000-7000-8000-000000000001"

    private func receiver(
        _ url: String,
        _ link: Link,
        in folder: TemporaryFolder,
        _ change: (inout ReceiveSettings) -> Void = { _ in }
    ) throws -> Receiver {
        var settings = ReceiveSettings(url: url, id: "run")
        settings.clock = .none
        settings.link = link
        change(&settings)
        let store = try RunStore.open(folder.file("lab.sqlite"))
        return Receiver(settings: settings, store: store, clock: SystemClock(), machine: [:], versions: [:])
    }

    @Test func everyFrameComesThroughABadLinkAndTheRunSaysWhichOneItWas() async throws {
        let folder = try TemporaryFolder()
        let stream = try MarkedStream(count: 60)
        let server = try ScriptedServer { _, _ in [.status(200), .send(stream.bytes), .hang] }
        defer { server.stop() }
        let link = Link(delay: .milliseconds(15), jitter: .milliseconds(3), loss: 0.05, seed: 9)
        let receiver = try receiver(server.url("/live.ts"), link, in: folder) { settings in
            settings.frameLimit = 60
            settings.pushLink = Link(loss: 0.02, seed: 4)
            settings.lastNotes = { [RunEvent(tS: 0, code: "told_late", text: "so")] }
        }
        let outcome = try await receiver.run(uuid: Self.uuid)
        #expect(outcome.failure == nil)
        #expect(outcome.summary.frames.marked == 60)
        #expect(outcome.run.manifest.settings["link"] == .text("\(link)"))
        #expect(outcome.run.manifest.settings["link_push"] == .text("loss=2%,seed=4"))
        #expect(outcome.run.manifest.url == server.url("/live.ts"))
        let events = outcome.summary.events.filter { ["link", "told_late"].contains($0.code) }
        #expect(events.map(\.code) == ["told_late", "link"])
        #expect(
            events.last?.text.hasPrefix("The link \(link) on the way from the stream carried 1 connection: ") == true
        )
    }

    private static let link = Link(delay: .milliseconds(15), seed: 9)

    /// What the run's link carried, in bytes from the stream; nil where nothing says so.
    private func carried(_ summary: Summary) -> Int? {
        let text = summary.events.first { $0.code == "link" }?.text
        return text?.split(separator: "down ").last?.split(separator: " ").first.flatMap { Int($0) }
    }

    /// A playlist on one server whose two segments lie on another: one by its address, one behind a redirect.
    private func serving<Result>(
        _ stream: MarkedStream,
        _ body: (_ playlist: String) async throws -> Result
    ) async throws -> Result {
        let segments = SegmentServer.segments(of: stream)
        let media = try ScriptedServer(host: "127.0.0.2") { path, _ in
            SegmentServer.answer(segments[path == "/a.ts" ? 0 : 1], type: "video/mp2t")
        }
        let (first, second) = (media.url("/a.ts"), media.url("/b.ts?key=secret"))
        let server = try ScriptedServer { path, _ in
            path == "/live.m3u8"
                ? SegmentServer.playlist(SegmentServer.list([first, "b.ts"])) : SegmentServer.redirect(second)
        }
        defer {
            server.stop()
            media.stop()
        }
        return try await body(server.url("/live.m3u8"))
    }

    @Test func whatAPlaylistOrARedirectNamesElsewhereGoesThroughTheLinkToo() async throws {
        let folder = try TemporaryFolder()
        let stream = try MarkedStream(count: 50)
        let outcome = try await serving(stream) { playlist in
            try await receiver(playlist, Self.link, in: folder) { settings in
                settings.allowed = [AllowedAddress("127.0.0.2")].compactMap { $0 }
            }.run(uuid: Self.uuid)
        }
        #expect(outcome.failure == nil)
        #expect(outcome.summary.frames.marked == 50)
        #expect(try #require(carried(outcome.summary)) > stream.bytes.count)
        #expect(!outcome.summary.warnings.contains { $0.code == .linkBypassed })
        // A segment waits for two round trips at least: its connection's, and its own.
        let segments = try #require(outcome.summary.segments)
        #expect(try #require(segments.firstByteMs) >= 4 * 15 - 1)
    }

    @Test func mediaThatLibavFetchesPastTheLinkIsWarnedOf() async throws {
        let folder = try TemporaryFolder()
        let stream = try MarkedStream(count: 50)
        let outcome = try await serving(stream) { playlist in
            try await receiver(playlist, Self.link, in: folder) { $0.proto = .libav }.run(uuid: Self.uuid)
        }
        #expect(outcome.failure == nil)
        #expect(outcome.summary.frames.marked == 50)
        let event = try #require(outcome.summary.events.first { $0.code == "link_bypassed" })
        #expect(event.text.hasPrefix("Media came past the link: at least ") && !event.text.contains("secret"))
        #expect(outcome.summary.warnings.filter { $0.code == .linkBypassed }.map(\.text) == [event.text])
    }

    @Test(arguments: [true, false])
    func aStreamThatIsSentOnIsFollowedThroughTheLinkOnly(isElsewhere: Bool) async throws {
        let folder = try TemporaryFolder()
        let stream = try MarkedStream(count: 50)
        let answer: [ScriptedServer.Step] = [.status(200), .send(stream.bytes), .hang]
        let other = try ScriptedServer(host: "127.0.0.2") { _, _ in answer }
        let target = isElsewhere ? other.url("/b.ts?key=secret") : "/b.ts"
        let server = try ScriptedServer { path, _ in path == "/live.ts" ? SegmentServer.redirect(target) : answer }
        defer {
            server.stop()
            other.stop()
        }
        let outcome = try await receiver(server.url("/live.ts"), Self.link, in: folder) { $0.frameLimit = 40 }
            .run(uuid: Self.uuid)
        #expect(outcome.summary.frames.marked == (isElsewhere ? 0 : 40))
        guard isElsewhere else {
            #expect(outcome.failure == nil)
            return
        }
        let text = try #require(outcome.failure.map { "\($0)" })
        #expect(text.hasPrefix("the server leads on to another one: \(other.url("/b.ts?…")): http://127.0.0.1:"))
        #expect(text.hasSuffix("/live.ts. Give the address that it leads to"))
    }

    @Test func addressesWithoutARelayAreRefusedBeforeAnythingIsStored() async throws {
        let folder = try TemporaryFolder()
        let receiver = try receiver("https://host/x?key=secret", Link(loss: 0.1), in: folder)
        await #expect(throws: RelayError.cannotRelay(address: "https://host", .encryptedStream)) {
            try await receiver.run(uuid: Self.uuid)
        }
        #expect(try RunStore.open(folder.file("lab.sqlite")).runs().isEmpty)
    }
}
