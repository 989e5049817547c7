import Testing

@testable import Media

@Suite struct SourceKindTests {
    @Test(arguments: [
        ("http://h/live.ts", true), ("https://h/a", true), ("tcp://h:1", true), ("rtmp://h/app/key", false),
        ("srt://h:9000?mode=caller", false), ("udp://239.0.0.1:1234", false),
    ])
    func byteProtocols(url: String, byRead: Bool) throws {
        #expect(try SourceKind.of(url) == .bytes(url: url, arrivesByRead: byRead))
    }

    @Test(arguments: ["rtsp://h/stream", "RTSP://h/stream"])
    func protocolsOfLibavsDemuxers(url: String) throws {
        #expect(try SourceKind.of(url) == .demuxer(url: url))
    }

    @Test(arguments: ["img_%04d.png", "/no/such/%d.jpg", "%02d"])
    func namesThatCountUp(pattern: String) throws {
        #expect(try SourceKind.of(pattern) == .pictures(pattern: pattern))
    }

    @Test(arguments: [
        "img_%4d.png", "img_%s.png", "%d_%d.png", "100%", "%0d.png", "%012d.png", "img_%04x.png", "*.png",
    ])
    func namesThatDoNot(path: String) {
        #expect(throws: MediaError.cannotOpen(address: path, reason: "No such file or directory")) {
            try SourceKind.of(path)
        }
    }

    @Test func rtpIsUnwrappedHere() throws {
        #expect(try SourceKind.of("rtp://h:5004") == .datagrams(url: "rtp://h:5004"))
    }

    @Test func filesAndPipes() throws {
        #expect(try SourceKind.of("-") == .standardInput)
        #expect(try SourceKind.of("/etc/hostname") == .bytes(url: "file:/etc/hostname", arrivesByRead: true))
        #expect(try SourceKind.of("file:/etc/hostname") == .bytes(url: "file:/etc/hostname", arrivesByRead: true))
        #expect(try SourceKind.of("file:///etc/hostname") == .bytes(url: "file:/etc/hostname", arrivesByRead: true))
        #expect(try SourceKind.of("/dev/null") == .pipe(path: "/dev/null"))
        #expect(throws: MediaError.folder(address: "/etc")) { try SourceKind.of("/etc") }
        #expect(throws: MediaError.cannotOpen(address: "a:b.ts", reason: "No such file or directory")) {
            try SourceKind.of("a:b.ts")
        }
    }
}
