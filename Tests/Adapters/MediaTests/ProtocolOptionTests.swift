import LabModel
import Testing

@testable import Media

@Suite struct ProtocolOptionTests {
    private func value(_ name: String, _ key: String) -> String? {
        ProtocolOption.of(name).first { $0.key == key }?.value
    }

    @Test func everyProtocolHasItsOwn() {
        #expect(ProtocolOption.of("http").map(\.key) == ["icy", "protocol_whitelist"])
        #expect(ProtocolOption.of("srt").isEmpty && ProtocolOption.of("file").isEmpty)
        for name in ["rtmp", "rtmps"] {
            #expect(ProtocolOption.of(name).map(\.key) == ["rtmp_buffer", "rtmp_live", "tcp_nodelay"])
        }
        #expect(value("rtsp", "rtsp_transport") == "tcp" && value("sdp", "rtsp_transport") == nil)
        #expect(value("udp", "overrun_nonfatal") == "1" && value("udp", "reuse") == nil)
        #expect(value("hls", "live_start_index") == "-1")
        // Neither files nor another machine's proxy, whatever a manifest says.
        for name in ["http", "https", "dash", "hls"] {
            #expect(value(name, "protocol_whitelist") == "http,https,tcp,tls,crypto")
        }
        // A description in a file may lead to datagrams and to nothing else.
        #expect(value("sdp", "protocol_whitelist") == "file,rtp,udp")
    }

    @Test func noOptionIsGivenTwice() {
        for name in Set(ProtocolOption.all.flatMap(\.names)) {
            let keys = ProtocolOption.of(name).map(\.key)
            #expect(Set(keys).count == keys.count, "\(name)")
        }
    }
}

@Suite struct SessionAddressTests {
    @Test(arguments: [
        ("rtsp://h/cam", "rtsp://h/cam", nil),
        ("rtsp://h:554/cam?transport=udp", "rtsp://h:554/cam", "udp"),
        ("rtsp://u:p@h/cam?a=b&rtsp_transport=tcp", "rtsp://u:p@h/cam?a=b", "tcp"),
        ("rtsp://h/cam?udp", "rtsp://h/cam", "udp"),
        ("rtsp://h/cam?tcp&a=b", "rtsp://h/cam?a=b", "tcp"),
        ("RTSP://h/cam?a=udp&b", "RTSP://h/cam?a=udp&b", nil),
        ("http://h/a.mpd?transport=udp", "http://h/a.mpd?transport=udp", nil),
    ])
    func theTransportIsOurs(text: String, url: String, transport: String?) throws {
        let expected = SessionAddress(url: url, transport: transport)
        #expect(try SessionAddress.of(text) == expected)
    }

    @Test func anotherTransportIsRefused() {
        let error = #expect(throws: MediaError.self) { try SessionAddress.of("rtsp://u:p@h/cam?transport=s3cret") }
        #expect(
            error?.description == "cannot open the stream: its transport is neither tcp nor udp: rtsp://h/cam?…. "
                + "Check that the address is right and that its sender is running"
        )
    }
}
