import Testing

@testable import Receiving

@Suite struct RedactedURLTests {
    @Test(arguments: [
        ("http://user:pass@host:80/a?token=secret&x", "http://host:80/a?token=…&x"),
        ("http://host/a?sv=1&t=b=c&&d=#secret", "http://host/a?sv=…&t=…&&d=…"),
        // Nothing that URLs may not hold makes it show more.
        ("http://us er:p|w@host/ä b?k=v w", "http://host/ä b?k=…"),
        ("rtsp://cam/x?tcp", "rtsp://cam/x?tcp"),
        ("http://host/a?7f3a9c0d", "http://host/a?…"),
        ("http://host/a?averyveryverylongword", "http://host/a?…"),
        ("srt://:9000?mode=listener&passphrase=0123456789", "srt://:9000?mode=listener&passphrase=…"),
        ("srt://h:9?streamid=12&latency=400000&pkt_size=1316", "srt://h:9?streamid=…&latency=400000&pkt_size=1316"),
        ("SRT://h:9?lossmaxttl=-1&tlpktdrop=true&pbkeylen=16", "SRT://h:9?lossmaxttl=-1&tlpktdrop=true&pbkeylen=16"),
        // Neither other names nor other values, whatever the scheme.
        ("srt://h:9?Latency=4&latency%3D=4&key=4&x=live", "srt://h:9?Latency=…&latency%3D=…&key=…&x=…"),
        ("srt://h:9?latency=12345678901&mode=hunter2", "srt://h:9?latency=…&mode=…"),
        ("srt://h:9?latency=&latency=4%26&latency=-&latency=٤", "srt://h:9?latency=…&latency=…&latency=…&latency=…"),
        ("srt://h:9?mode=live=0123", "srt://h:9?mode=…"),
        ("udp://@239.1.1.1:5000?fifo_size=100&localaddr=10.0.0.1", "udp://239.1.1.1:5000?fifo_size=100&localaddr=…"),
        ("http://host/a?latency=400&timeout=3", "http://host/a?latency=…&timeout=…"),
        ("rtmp://host/live/cam?timeout=3", "rtmp://host/live/cam?timeout=…"),
        ("rtmp:/host/live/key", "rtmp:…"),
        ("a?b=c", "a?b=c"),
        ("rtmp://host/live/cam", "rtmp://host/live/cam"),
        ("/a/file with space.ts", "/a/file with space.ts"),
        ("-", "-"),
    ])
    func hidesWhatOpensDoors(_ url: String, _ text: String) {
        #expect(RedactedURL.text(url) == text)
    }

    @Test(arguments: [
        ("http://host:8080/live.ts?x=1", "http://host:8080"),
        ("https://u:p@host/live.ts", "https://u:p@host"),
        ("rtmp://host/live", nil),
        ("/a/file.ts", nil),
        ("-", nil),
        ("http:///x", nil),
    ])
    func findsTheOrigin(_ url: String, _ origin: String?) {
        #expect(RedactedURL.origin(url) == origin)
    }
}
