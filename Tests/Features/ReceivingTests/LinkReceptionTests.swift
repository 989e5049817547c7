import LabModel
import LabTesting
import Machine
import Receiving
import Relaying
import RunStore
import Testing

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

    @Test func addressesWithoutARelayAreRefusedBeforeAnythingIsStored() async throws {
        let folder = try TemporaryFolder()
        let receiver = try receiver("https://host/x?key=secret", Link(loss: 0.1), in: folder)
        await #expect(throws: RelayError.cannotRelay(address: "https://host", .encrypted)) {
            try await receiver.run(uuid: Self.uuid)
        }
        #expect(try RunStore.open(folder.file("lab.sqlite")).runs().isEmpty)
    }
}
