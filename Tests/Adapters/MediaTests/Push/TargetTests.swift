import LabModel
import LabTesting
import Testing

@testable import Media

/// What each kind of target makes of its address.
@Suite struct TargetTests {
    private func option(_ name: String, of options: [PushAddress.Option]) -> String? {
        options.last { $0.name == name }?.value
    }

    @Test(arguments: [
        ("a.ts", "mpegts"), ("a.b.mp4", "mp4"), ("/x/a.mkv", "matroska"), ("a.flv", "flv"), ("a.webm", "webm"),
        ("a.mov", "mov"), ("a", ""), ("a.txt", ""), ("list.m3u8", ""), ("frame%d.jpg", ""),
    ])
    func aFilesExtensionSaysItsContainer(path: String, name: String) {
        #expect(PushFormats.name(ofFile: path) == name)
    }

    @Test(arguments: [
        ("clip.mp4", 2, "clip-2.mp4"), ("/a.b/clip", 3, "/a-3.b/clip"), ("clip", 2, "clip-2"),
        ("a.b.ts", 9, "a.b-9.ts"),
    ])
    func furtherFilesAreNumbered(path: String, number: Int, numbered: String) {
        #expect(FileTarget.path(path, number: number) == numbered)
    }

    @Test func filesOfMP4AreWrittenInFragments() throws {
        #expect(option("movflags", of: try PushAddress.parse("a.mp4").container)?.contains("frag_keyframe") == true)
        #expect(try PushAddress.parse("a.ts").container == [])
    }

    @Test func whatTheQuerySaysToTheServerStaysInTheAddress() throws {
        let playlist = try PushAddress.parse("https://u:p@h/in/live.m3u8?window=4&cid=1&segment=2&copy=0")
        #expect(playlist.url == "https://h/in/live.m3u8?cid=1&copy=0")
        let body = try PushAddress.parse("http://u:p@h/in.ts?method=POST&cid=1")
        #expect(body.url == "http://u:p@h/in.ts?cid=1")
        #expect(option("method", of: body.connection) == "POST")
        #expect(option("method", of: try PushAddress.parse("http://h/in.ts").connection) == "PUT")
    }

    @Test func playlistsHaveSixSegmentsOfASecondUnlessTold() throws {
        let usual = try PushAddress.parse("http://h/live.m3u8").container
        #expect(option("hls_time", of: usual) == "1" && option("hls_list_size", of: usual) == "6")
        #expect(option("method", of: usual) == "PUT")
        let told = try PushAddress.parse("http://h/live.m3u8?segment=60&window=1000").container
        #expect(option("hls_time", of: told) == "60" && option("hls_list_size", of: told) == "1000")
    }

    @Test(arguments: [
        ("srt://h:1", 220.0), ("srt://h:1?latency=50", 220), ("srt://h:1?latency=300", 400),
        ("srt://h:1?latency=50&peerlatency=900", 1_000), ("srt://h:1?rcvlatency=200&latency=0", 300),
    ])
    func srtSettlesForTheLongestLatencyEitherSideMayHave(text: String, milliseconds: Double) throws {
        #expect(try PushAddress.parse(text).settling == .milliseconds(milliseconds))
    }

    @Test func datagramsLeaveRoomForAHeader() throws {
        #expect(option("pkt_size", of: try PushAddress.parse("udp://h:1").connection) == "1316")
        let rtp = try PushAddress.parse("rtp://h:1?ttl=3&localaddr=10.0.0.1&buffer_size=65536")
        #expect(option("pkt_size", of: rtp.connection) == "1328")
        #expect(option("ttl", of: rtp.connection) == "3" && option("localaddr", of: rtp.connection) == "10.0.0.1")
        #expect(rtp.url == "rtp://h:1")
    }

    @Test func anAddressIsPutTogetherAsItWasTakenApart() throws {
        var chance = SeededGenerator(seed: 3)
        func word(_ letters: String, _ range: ClosedRange<Int>) -> String {
            String(
                (0..<Int.random(in: range, using: &chance)).compactMap { _ in letters.randomElement(using: &chance) }
            )
        }
        let plain = "abcXYZ019-._~%20"
        for _ in 0..<500 {
            let user = Bool.random(using: &chance) ? "\(word(plain, 0...5)):\(word(plain + ":@", 0...5))@" : ""
            let host = Bool.random(using: &chance) ? "[fe80::\(word("0123abcd", 1...4))]" : word("abc-.", 1...8)
            let port = Bool.random(using: &chance) ? ":\(Int.random(in: 1...65_535, using: &chance))" : ""
            let path = Bool.random(using: &chance) ? "/" + word(plain + "/:@", 0...9) : ""
            let items = (0..<Int.random(in: 0...3, using: &chance)).map { _ in
                word("abc", 1...3) + (Bool.random(using: &chance) ? "=" + word(plain + "=/?", 1...5) : "")
            }
            let text = "rtmp://\(user)\(host)\(port)\(path)" + (items.isEmpty ? "" : "?" + items.joined(separator: "&"))
            let parts = try #require(AddressParts(text), "\(text)")
            #expect(parts.text(query: parts.query) == text)
        }
    }

    @Test func datagramsOfAnySizeAreWholeAndInOrder() {
        var chance = SeededGenerator(seed: 5)
        var packetizer = RTPPacketizer(sequence: .random(in: 0...UInt16.max, using: &chance), source: 9)
        var last: UInt16?
        for _ in 0..<200 {
            let count = Int.random(in: 1...40, using: &chance)
            let packets = (0..<count * 188).map { _ in UInt8.random(in: 0...255, using: &chance) }
            let datagrams = packetizer.datagrams(of: packets, time: 1)
            #expect(datagrams.count == (count + 6) / 7)
            #expect(datagrams.flatMap { $0.dropFirst(RTPPacketizer.headerSize) } == packets)
            #expect(datagrams.map { $0[1] & 0x80 != 0 } == (1...datagrams.count).map { $0 == datagrams.count })
            for datagram in datagrams {
                let number = UInt16(datagram[2]) << 8 | UInt16(datagram[3])
                #expect(last.map { number == $0 &+ 1 } ?? true)
                last = number
            }
        }
    }
}
