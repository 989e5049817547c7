import Testing

@testable import Receiving

@Suite struct RedactedURLTests {
    @Test(arguments: [
        ("http://user:pass@host:80/a?token=secret&x", "http://host:80/a?token=%E2%80%A6&x"),
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
