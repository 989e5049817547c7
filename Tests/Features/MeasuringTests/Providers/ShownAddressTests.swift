import Testing

@testable import Measuring

@Suite struct ShownAddressTests {
    @Test(arguments: [
        ("https://cdn.example/a/stream.m3u8", "https://cdn.example/a/stream.m3u8"),
        ("https://u:p@cdn.example:8443/a", "https://cdn.example:8443/a"),
        (
            "https://${U}:${P}@cdn.example/${PATH}/a?token=${T}&x=abc&y",
            "https://cdn.example/${PATH}/a?token=${T}&x=…&…"
        ),
        ("https://h/a?token=abc${T}", "https://h/a?token=…"),
        ("https://h/a?${T}#secret", "https://h/a?${T}"),
        ("https://h/a@b", "https://h/a@b"),
        ("/live.ts", "/live.ts"),
        ("srt://h:9000?passphrase=longenough1&mode=caller", "srt://h:9000?passphrase=…&mode=…"),
        ("rtmp://h/live/key", "rtmp://h/live/key"),
    ])
    func hidesWhatOpensDoors(_ address: String, _ shown: String) {
        #expect(ShownAddress.of(address) == shown)
    }

    @Test(arguments: [
        ("rtmp://h/live/key", "rtmp://h/live/…"),
        ("rtmps://h:443/app/${KEY}", "rtmps://h:443/app/${KEY}"),
        ("rtmp://h/live/a${KEY}", "rtmp://h/live/…"),
        ("rtmp://h/live/key?auth=1", "rtmp://h/live/…?auth=…"),
        ("RTMP://h/live/key", "RTMP://h/live/…"),
        ("Rtmps://h/live/key//?a=b", "Rtmps://h/live/…?a=…"),
        ("rtmp://h/live/key/", "rtmp://h/live/…"),
        ("rtmp://h/live/${KEY}/", "rtmp://h/live/${KEY}"),
        ("rtmp://h/live/", "rtmp://h/…"),
        ("rtmp://h/", "rtmp://h"),
        ("srt://h:1?streamid=${ID}", "srt://h:1?streamid=${ID}"),
    ])
    func hidesStreamKeysOfPushes(_ address: String, _ shown: String) {
        #expect(ShownAddress.of(address, isPush: true) == shown)
    }
}
