import LabModel
import Testing

@Suite struct SafeAddressTests {
    @Test(arguments: [
        ("http://host/live.ts", "http://host/live.ts"),
        ("http://user:secret@host:80/live.ts", "http://host:80/live.ts"),
        ("rtmp://a:b@c@host/app", "rtmp://host/app"),
        ("http://host/p@th", "http://host/p@th"),
        ("https://host/a?token=secret", "https://host/a?…"),
        ("https://host/a#token=secret?x", "https://host/a"),
        ("rtmp:/host/app/secret", "rtmp:…"),
        ("RTMPS:host/app/secret", "RTMPS:…"),
        ("srt::9000?passphrase=secret", "srt:…"),
        ("file:/tmp/a.ts", "file:/tmp/a.ts"),
        ("clip:1.ts", "clip:1.ts"),
        ("rtmp", "rtmp"),
        ("/tmp/a.ts", "/tmp/a.ts"),
        ("-", "-"),
    ])
    func hidesCredentials(url: String, shown: String) {
        #expect(SafeAddress.of(url) == shown)
    }
}
