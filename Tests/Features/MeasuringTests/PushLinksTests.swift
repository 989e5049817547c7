import LabModel
import Machine
import Measuring
import Relaying
import Testing

@Suite struct PushLinksTests {
    private let link = Link(loss: 0.02, seed: 3)

    @Test func withoutALinkTheAddressesStayAsTheyAre() async throws {
        let links = try PushLinks(["rtmps://host/app/key"], over: nil, clock: SystemClock())
        #expect(links.urls == ["rtmps://host/app/key"])
        #expect(links.events().isEmpty)
        await links.close()
    }

    @Test func eachAddressGetsALinkOfItsOwn() async throws {
        let addresses = ["rtmp://127.0.0.1:1/app/key", "srt://127.0.0.1:2?latency=120"]
        let links = try PushLinks(addresses, over: link, clock: SystemClock())
        #expect(Set(links.urls + addresses).count == 4)
        #expect(links.urls[0].hasSuffix("/app/key") && links.urls[1].hasSuffix("?latency=120"))
        let events = links.events()
        #expect(events.count == 2 && events.allSatisfy { $0.text.contains("on the way to the provider") })
        await links.close()
        #expect(links.events() == events)
    }

    @Test func addressesWithoutARelayAreRefused() {
        #expect(throws: RelayError.cannotRelay(address: "rtmps://host", .encrypted)) {
            try PushLinks(["rtmp://127.0.0.1:1/a", "rtmps://host/app/key"], over: link, clock: SystemClock())
        }
    }
}
