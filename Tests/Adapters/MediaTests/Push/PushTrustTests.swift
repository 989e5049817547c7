import LabModel
import Testing

@testable import Media

/// What libav is told of the servers that have to show who they are.
@Suite struct PushTrustTests {
    private static func options(_ text: String, trusting authorities: String?) throws -> [PushAddress.Option] {
        try PushAddress.parse(text).trusting(authorities).connection
    }

    @Test(arguments: [
        "rtmps://h/live/key", "RTMPS://h/live/key", "https://h/x.ts", "https://u:p@h/live.m3u8?segments=fmp4",
    ])
    func certificatesAreLookedAtAlways(text: String) throws {
        let address = try PushAddress.parse(text)
        #expect(address.isEncrypted)
        let verify = PushAddress.Option(name: "tls_verify", value: "1")
        #expect(try Self.options(text, trusting: nil) == address.connection + [verify])
        let file = PushAddress.Option(name: "ca_file", value: "/etc/a b.pem")
        #expect(try Self.options(text, trusting: "/etc/a b.pem") == address.connection + [verify, file])
    }

    @Test(arguments: [
        "rtmp://h/live/rtmps", "http://h/https/x.ts", "http://h/live.m3u8", "srt://h:1", "rtsp://h/a", "udp://h:1",
        "https.ts",
    ])
    func nothingElseIsChanged(text: String) throws {
        let address = try PushAddress.parse(text)
        #expect(!address.isEncrypted)
        #expect(address.trusting("/etc/ca.pem") == address)
    }
}
