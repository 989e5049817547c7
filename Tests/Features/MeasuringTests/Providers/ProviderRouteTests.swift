import LabModel
import Receiving
import Testing

@testable import Measuring
@testable import Tasks

@Suite struct ProviderRouteTests {
    private static let address: StreamerAddress? = StreamerAddress(
        readyFile: .init(#"{"port":8080,"pid":1,"stream_id":7}"#.utf8),
        host: "127.0.0.1"
    )

    private func choice(_ text: String) throws -> ProviderChoice {
        try #require(try ProvidersFile.parse(Array(text.utf8), path: "p.yaml").first)
    }

    private static let acme = """
        providers:
          - name: acme
            push: ["rtmp://in.example/live/${KEY}", "srt://in.example:1?streamid=${KEY}"]
            playback: https://${USER_NAME}:${PASS}@out.example/${KEY}/a.m3u8?token=${TOKEN}&plain=abc
            protocol: hls
            prices: {currency: USD, date: 2026-01-02, per_hour: 1, per_gb_in: 2, per_gb_out: 3, per_viewer_hour: 4}
        """
    private static let secrets = [
        "KEY": "hunter2222", "USER_NAME": "somebody", "PASS": "pa$$word", "TOKEN": "t0k3n!", "OTHER": "unused",
    ]

    @Test func resolvesSecretsOnlyWhereTheyAreUsed() throws {
        let route = try ProviderRoute(try choice(Self.acme), environment: Self.secrets)
        #expect(route.push == ["rtmp://in.example/live/hunter2222", "srt://in.example:1?streamid=hunter2222"])
        let address = try #require(Self.address)
        let settings = route.settings(ReceiveSettings(url: "", id: "x"), at: address, isControlled: true)
        #expect(settings.url == "https://somebody:pa$$word@out.example/hunter2222/a.m3u8?token=t0k3n!&plain=abc")
        #expect(settings.shownURL == "https://out.example/${KEY}/a.m3u8?token=${TOKEN}&plain=…")
        #expect(settings.provider == "acme")
        #expect(settings.proto == .hls)
        #expect(settings.awaitsStart)
        #expect(settings.streamer == "http://127.0.0.1:8080")
        #expect(settings.control == .stream(url: "http://127.0.0.1:8080/live.ts"))
        let manifest = settings.manifestSettings
        #expect(manifest["push"] == .text("rtmp://in.example/live/${KEY} srt://in.example:1?streamid=${KEY}"))
        #expect(manifest["provider_protocol"] == .text("hls"))
        #expect(manifest["price_currency"] == .text("USD"))
        #expect(manifest["price_date"] == .text("2026-01-02"))
        let prices = ["price_per_hour", "price_per_gb_in", "price_per_gb_out", "price_per_viewer_hour"]
        #expect(prices.map { manifest[$0] } == [1, 2, 3, 4].map { .number($0) })
        let stored = manifest.values.map(\.description).joined() + (settings.shownURL ?? "")
        for secret in Self.secrets.values {
            #expect(!stored.contains(secret))
            #expect(route.secrets.masked("x \(secret)") == "x \(secret)" || secret != "unused")
        }
        #expect(route.secrets.masked("HUNTER2222 pa%24%24word t0k3n%21 unused") == "${KEY} ${PASS} ${TOKEN} unused")
    }

    @Test func whatAStreamerElsewherePushesToIsKnownBeforehand() throws {
        let choice = try choice(Self.acme)
        var stream = StreamerTaskSettings.small("x")
        stream.push = ["rtmp://own/live"]
        let pushed = try ProviderMeasurement.pushed(stream, to: [choice], environment: Self.secrets)
        let own = try ProviderRoute(choice, environment: Self.secrets).push
        #expect(pushed.push == ["rtmp://own/live"] + own)
        #expect(throws: ProvidersError.self) {
            try ProviderMeasurement.pushed(stream, to: [choice], environment: [:])
        }
    }

    @Test func aMissingSecretIsNamedWithItsLine() throws {
        let choice = try choice(Self.acme)
        var environment = Self.secrets
        environment["TOKEN"] = nil
        #expect(throws: ProvidersError.missingSecret(SourcePlace(path: "p.yaml", line: 4, column: 15), key: "TOKEN")) {
            try ProviderRoute(choice, environment: environment)
        }
        environment["KEY"] = ""
        #expect(throws: ProvidersError.missingSecret(SourcePlace(path: "p.yaml", line: 3, column: 12), key: "KEY")) {
            try ProviderRoute(choice, environment: environment)
        }
    }

    @Test func aSecretWithALineEndIsRefusedWithoutItsValue() throws {
        let choice = try choice(Self.acme)
        var environment = Self.secrets
        environment["KEY"] = "hunter2222\r\nHost: evil"
        let error = #expect(throws: ProvidersError.self) { try ProviderRoute(choice, environment: environment) }
        #expect(
            error?.description
                == "the value of ${KEY} cannot stand in an address: it holds a blank, a quote or a control character: "
                + "p.yaml:3:12. Percent-encode what is no letter, digit or one of -._~."
        )
    }

    @Test func builtInOnesAreTheStreamersOwn() throws {
        let address = try #require(Self.address)
        let played: [BuiltInProvider: (String, ProtocolChoice)] = [
            .direct: ("http://127.0.0.1:8080/live.ts", .libav),
            .mp4: ("http://127.0.0.1:8080/live.mp4", .libav),
            .hls: ("http://127.0.0.1:8080/hls/stream.m3u8", .hls),
            .lowLatencyHLS: ("http://127.0.0.1:8080/hls/stream.m3u8", .lowLatencyHLS),
        ]
        for (builtIn, expected) in played {
            let route = try ProviderRoute(ProviderChoice(builtIn), environment: [:])
            let settings = route.settings(ReceiveSettings(url: "", id: "x"), at: address, isControlled: false)
            #expect(settings.url == expected.0)
            #expect(settings.proto == expected.1)
            #expect(route.push.isEmpty)
            #expect(settings.control == nil)
            #expect(!settings.awaitsStart)
            #expect(settings.shownURL == nil)
        }
    }

    @Test func theRTMPServersPortsAreFilledIn() throws {
        let route = try ProviderRoute(ProviderChoice(.nginxRTMP), environment: [:], ports: [1_935, 8_081])
        #expect(route.push == ["rtmp://127.0.0.1:1935/live/stream"])
        let settings = route.settings(
            ReceiveSettings(url: "", id: "x"),
            at: try #require(Self.address),
            isControlled: true
        )
        #expect(settings.url == "http://127.0.0.1:8081/hls/stream.m3u8")
        #expect(settings.awaitsStart)
    }

    @Test func whatACallerChoseStays() throws {
        var base = ReceiveSettings(url: "", id: "x")
        base.control = .half(.left)
        base.proto = .libav
        let route = try ProviderRoute(ProviderChoice(.hls), environment: [:])
        let settings = route.settings(base, at: try #require(Self.address), isControlled: true)
        #expect(settings.control == .half(.left))
        #expect(settings.proto == .libav)
    }

    /// The lab's own client plays HLS, with parts or without; libav plays what is no playlist.
    @Test(
        arguments: [
            ("auto", "https://h/a", .automatic), ("hls", "https://h/a", .hls), ("ll-hls", "/a.m3u8", .lowLatencyHLS),
            ("ts", "udp://h:1", .libav), ("mp4", "/live.mp4", .libav), ("mjpeg", "/live.mjpeg", .libav),
            ("dash", "https://h/a.mpd", .libav), ("rtmp", "rtmp://h/live/a", .libav), ("srt", "srt://h:1", .libav),
            ("rtsp", "rtsp://h/a", .libav), ("udp", "udp://h:1", .libav),
        ] as [(String, String, ProtocolChoice)]
    )
    func eachProtocolHasItsClient(name: String, playback: String, client: ProtocolChoice) throws {
        let text = "providers: [{name: p, playback: \"\(playback)\", protocol: \(name)}]"
        let route = try ProviderRoute(try choice(text), environment: [:])
        let address = try #require(Self.address)
        let settings = route.settings(ReceiveSettings(url: "", id: "x"), at: address, isControlled: false)
        #expect(settings.proto == client)
        #expect(settings.manifestSettings["provider_protocol"] == .text(name))
        #expect(settings.manifestSettings["push"] == nil && settings.manifestSettings["price_currency"] == nil)
        #expect(!settings.awaitsStart && settings.control == nil)
        #expect(settings.url == (playback.hasPrefix("/") ? "http://127.0.0.1:8080" + playback : playback))
    }
}
