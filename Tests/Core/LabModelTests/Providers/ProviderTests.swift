import Foundation
import LabModel
import Testing

@Suite struct ProviderTests {
    @Test func goesThroughJSONUnderItsKeys() throws {
        var prices = PriceList(currency: "EUR")
        (prices.date, prices.perHour, prices.perGigabyteIn) = ("2026-11-21", 1.5, 0)
        (prices.perGigabyteOut, prices.perViewerHour) = (0.05, 0.01)
        let provider = Provider(
            name: "acme",
            push: ["rtmp://h/live/${KEY}"],
            playback: "https://h/stream.m3u8",
            playbackProtocol: .lowLatencyHLS,
            prices: prices,
            notes: "n"
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(provider), as: UTF8.self)
        #expect(
            text == #"{"name":"acme","notes":"n","playback":"https://h/stream.m3u8","prices":{"currency":"EUR","#
                + #""date":"2026-11-21","per_gb_in":0,"per_gb_out":0.05,"per_hour":1.5,"per_viewer_hour":0.01},"#
                + #""protocol":"ll-hls","push":["rtmp://h/live/${KEY}"]}"#
        )
        #expect(try JSONDecoder().decode(Provider.self, from: Data(text.utf8)) == provider)
    }

    @Test func aPathIsTheStreamersOwn() {
        #expect(Provider(name: "p", playback: "/live.ts").isOwn)
        #expect(!Provider(name: "p", playback: "http://h/live.ts").isOwn)
        #expect(Provider(name: "p", playback: "/live.ts").playbackProtocol == .automatic)
    }

    @Test func protocolsKnowTheirSchemes() {
        #expect(PlaybackProtocol.automatic.schemes == nil)
        #expect(PlaybackProtocol.ts.schemes == nil)
        #expect(PlaybackProtocol.dash.schemes == ["http", "https"])
        #expect(PlaybackProtocol.rtmp.schemes == ["rtmp", "rtmps"])
        #expect(PlaybackProtocol.srt.schemes == ["srt"])
        #expect(PlaybackProtocol.rtsp.schemes == ["rtsp", "rtsps"])
        #expect(PlaybackProtocol.udp.schemes == ["udp", "rtp"])
        let words = PlaybackProtocol.allCases.map(\.rawValue)
        #expect(words == ["auto", "ts", "mp4", "mjpeg", "hls", "ll-hls", "dash", "rtmp", "srt", "rtsp", "udp"])
    }
}
