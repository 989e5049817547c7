import LabModel
import LabTesting
import Testing

@Suite(.realTime) struct SRTTransmitTests {
    @Test func carriesWhatASenderWithThePassphraseSends() async throws {
        var settings = SRTTransmit.Settings()
        settings.inPassphrase = "0123456789abc"
        // On a busy machine the player may come when nearly all has been sent: longer then.
        for seconds in [4, 20, 60] {
            let relay = try await SRTTransmit.start(settings)
            async let played = TestPush.packets("-i '\(relay.outURL)'", seconds: 2)
            _ = try await TestPush.send("-f mpegts '\(relay.inURL)&passphrase=0123456789abc'", seconds: seconds)
            let count = try await played
            await relay.stop()
            if count >= 20 { return }
        }
        Issue.record("no player had 20 packets")
    }

    @Test func refusesWhoDoesNotKnowThePassphrase() async throws {
        var settings = SRTTransmit.Settings()
        settings.inPassphrase = "0123456789abc"
        let relay = try await SRTTransmit.start(settings)
        let outcome = try await TestPush.send("-f mpegts '\(relay.inURL)&passphrase=wrong-wrong'", seconds: 1)
        #expect(outcome.exitCode != 0)
        await relay.stop()
    }
}
