import LabModel
import LabTesting
import Testing

@Suite(.realTime) struct SRTTransmitTests {
    @Test func carriesWhatASenderWithThePassphraseSends() async throws {
        var settings = SRTTransmit.Settings()
        settings.inPassphrase = "0123456789abc"
        let relay = try await SRTTransmit.start(settings)
        async let played = TestPush.packets("-i '\(relay.outURL)'", seconds: 2)
        _ = try await TestPush.send("-f mpegts '\(relay.inURL)&passphrase=0123456789abc'", seconds: 4)
        #expect(try await played >= 20)
        await relay.stop()
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
