import LabModel
import LabTesting
import Testing

@testable import Media

@Suite struct PushAddressTests {
    private func option(_ name: String, of options: [PushAddress.Option]) -> String? {
        options.last { $0.name == name }?.value
    }

    @Test(arguments: [
        ("rtmp://h/live/key", PushAddress.Transport.rtmp, "rtmp://h/…", "rtmp://h/live/key"),
        ("rtmps://u:p@h:443/app/inst/key?x=1", .rtmp, "rtmps://h:443/…", "rtmps://u:p@h:443/app/inst/key?x=1"),
        ("srt://h:9000?latency=200", .srt, "srt://h:9000/…", "srt://h:9000"),
        ("srt://:9000?mode=listener", .srt, "srt://:9000/…", "srt://:9000"),
        ("rtsp://u:p@h/cam?token=t&transport=udp", .rtsp, "rtsp://h/…", "rtsp://u:p@h/cam?token=t"),
        ("udp://239.1.1.1:5000?ttl=2", .udp, "udp://239.1.1.1:5000/…", "udp://239.1.1.1:5000"),
        ("rtp://[::1]:5004", .rtp, "rtp://[::1]:5004", "rtp://[::1]:5004"),
        ("http://h/a/live.m3u8?segments=fmp4&cid=7", .hls, "http://h/…", "http://h/a/live.m3u8?cid=7"),
        ("https://u:p@h/in/x.ts", .http, "https://h/…", "https://u:p@h/in/x.ts"),
        ("file:/tmp/a.ts", .file, "/tmp/a.ts", "/tmp/a.ts"),
        ("file:///tmp/a.ts", .file, "/tmp/a.ts", "/tmp/a.ts"),
        ("a b/clip.mkv", .file, "a b/clip.mkv", "a b/clip.mkv"),
    ])
    func goodAddresses(text: String, transport: PushAddress.Transport, shown: String, url: String) throws {
        let address = try PushAddress.parse(text)
        #expect(address.transport == transport)
        #expect(address.shown == shown)
        #expect(address.url == url)
    }

    @Test(arguments: [
        ("", "it is empty"),
        ("gopher://h/x", "nothing here pushes by gopher"),
        ("rtmp://h/", "it needs an application and a stream, as in rtmp://host/live/name"),
        ("rtmp://h:99999/a/b", "no host, port and path can be read in it"),
        ("rtmp:///a/b", "it names no host"),
        ("rtmp://h/a/b c", "no host, port and path can be read in it"),
        ("srt://h", "it names no port"),
        ("srt://:9000", "it names no host"),
        ("srt://h:1?latency=120000", "its latency is not 0 to 60000 milliseconds"),
        ("srt://h:1?latency=1s", "its latency is not 0 to 60000 milliseconds"),
        ("srt://h:1?mode=rendezvous", "its mode is neither caller nor listener"),
        ("srt://h:1?passphrase=short", "its passphrase has not 10 to 79 characters"),
        ("srt://h:1?pbkeylen=8", "its pbkeylen is not 16, 24 or 32"),
        ("srt://h:1?streamid=", "its streamid has not 1 to 512 characters"),
        (
            "srt://h:1?lattency=5",
            "its query says lattency; SRT takes mode, latency, rcvlatency, peerlatency, passphrase, pbkeylen and streamid"
        ),
        ("rtsp://h/x?transport=http", "its transport is neither tcp nor udp"),
        ("udp://h", "it names no port"),
        ("udp://:5", "it names no host"),
        ("udp://h:5?ttl=300", "its ttl is not 1 to 255"),
        ("udp://h:5?buffer_size=1", "its buffer_size is not 2048 to 67108864 bytes"),
        ("udp://h:5?localaddr", "its localaddr is empty"),
        ("rtp://h:5?x=1", "its query says x; datagrams take ttl, buffer_size and localaddr"),
        ("http://h", "it names no path"),
        ("http://h/x.m3u8?segments=mp3", "its segments are neither ts nor fmp4"),
        ("http://h/x.m3u8?segment=0", "its segment is not 1 to 60"),
        ("http://h/x.m3u8?window=1", "its window is not 2 to 1000"),
        ("http://h/x.m3u8?method=GET", "its method is neither PUT nor POST"),
        ("http://h/x.ts?window=9", "its query says window, which only an address ending in .m3u8 takes"),
        ("file:", "it names no file"),
        ("clip.txt", "its extension names no container, as .ts, .mp4 and .mkv do"),
        ("list.m3u8", "its extension names no container, as .ts, .mp4 and .mkv do"),
    ])
    func badAddresses(text: String, reason: String) {
        let error = #expect(throws: MediaError.self) { try PushAddress.parse(text) }
        guard case .badTarget(_, let found)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(found == reason)
        #expect(error?.exitStatus == .usage)
    }

    @Test func latencyIsGivenInMillisecondsAndTheRestAsItIs() throws {
        let address = try PushAddress.parse(
            "srt://h:9000?latency=250&passphrase=a%20secret%2Bword&streamid=%23!::m=publish&pbkeylen=32"
        )
        #expect(option("latency", of: address.connection) == "250000")
        #expect(option("passphrase", of: address.connection) == "a secret+word")
        #expect(option("streamid", of: address.connection) == "#!::m=publish")
        #expect(option("pbkeylen", of: address.connection) == "32")
        #expect(address.settling == .milliseconds(350))
        #expect(!address.isListener)
        #expect(try PushAddress.parse("srt://:9000?mode=listener").isListener)
    }

    @Test func rtspGoesOverTCPUnlessToldOtherwise() throws {
        #expect(option("rtsp_transport", of: try PushAddress.parse("rtsp://h/x").container) == "tcp")
        #expect(option("rtsp_transport", of: try PushAddress.parse("rtsp://h/x?transport=udp").container) == "udp")
    }

    @Test func hlsIsPutWithCredentialsInItsHeader() throws {
        let address = try PushAddress.parse(
            "http://Aladdin:open%20sesame@h/a/live.m3u8?segments=fmp4&segment=2&window=9&method=post"
        )
        #expect(option("headers", of: address.container) == "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n")
        #expect(option("hls_time", of: address.container) == "2")
        #expect(option("hls_list_size", of: address.container) == "9")
        #expect(option("method", of: address.container) == "POST")
        #expect(option("hls_fmp4_init_filename", of: address.container) == "live-init.mp4")
        #expect(option("hls_segment_type", of: try PushAddress.parse("http://h/live.m3u8").container) == nil)
    }

    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
    func base64IsThatOfTheStandard(text: String, encoded: String) {
        #expect(HTTPTarget.base64(text) == encoded)
    }

    @Test(arguments: [
        ("rtmp://h/a/b", [VideoCodec.h264]),
        ("srt://h:1", [.h264, .hevc]),
        ("udp://h:1", [.h264, .hevc]),
        ("rtp://h:1", [.h264, .hevc]),
        ("rtsp://h/a", [.h264, .hevc]),
        ("http://h/a.ts", [.h264, .hevc]),
        ("http://h/a.m3u8", [.h264, .hevc]),
        ("http://h/a.m3u8?segments=fmp4", [.h264, .hevc, .av1]),
        ("a.mkv", [.h264, .hevc, .vp9, .av1, .mjpeg]),
        ("a.webm", [.vp9, .av1]),
    ])
    func codecsAreRefusedWhereTheyCannotGo(text: String, codecs: [VideoCodec]) throws {
        let address = try PushAddress.parse(text)
        for codec in VideoCodec.allCases {
            do throws(MediaError) {
                try address.check(codec)
                #expect(codecs.contains(codec), "\(codec)")
            } catch {
                #expect(!codecs.contains(codec), "\(codec)")
                #expect(error == .notCarried(address: address.shown, codec: codec.rawValue, format: address.format))
            }
        }
    }

    @Test func messagesNeverRepeatWhatOpensDoors() throws {
        let address = try PushAddress.parse("rtmp://user:p%40ssword@h/live/s3cretkey?token=abcdef")
        let text =
            "cannot open rtmp://user:p%40ssword@h/live/s3cretkey?token=abcdef (user:p%40ssword, s3cretkey, abcdef)"
        let scrubbed = address.scrubbed(text)
        for secret in ["p%40ssword", "s3cretkey", "abcdef"] {
            #expect(!scrubbed.contains(secret), "\(scrubbed)")
        }
        #expect(scrubbed.hasPrefix("cannot open rtmp://"))
    }

    @Test(arguments: [
        "https://h/s3cretkey/live.m3u8", "https://h/a/s3cretkey.ts", "rtsp://h/s3cretkey/",
        "RTMP://h/s3cretkey/s3cretkey/",
        "https://h/s3cret%6Bey/x.ts",
    ])
    func aKeyInAPathIsNeitherShownNorRepeated(text: String) throws {
        let address = try PushAddress.parse(text)
        #expect(!address.shown.contains("s3cret"))
        let path = try #require(AddressParts(text)).path
        for said in [address.url, "Failed to open \(path)", AddressParts.decoded(path), "'\(path)12.ts'"] {
            let isHidden = !address.scrubbed("cannot open \(said)").contains("s3cret")
            #expect(isHidden, "\(said): \(address.scrubbed(said))")
        }
    }

    @Test(arguments: ["gopher://u:s3cretkey@h/s3cretkey", "rtmp://h:99999/a/s3cretkey", "rtmp://h/a/s3cretkey b"])
    func whatCannotBePushedToIsNotRepeated(text: String) {
        let error = #expect(throws: MediaError.self) { try PushAddress.parse(text) }
        #expect(error?.description.contains("s3cret") == false, "\(String(describing: error))")
    }

    @Test func aFileThatWasWrittenToIsNotWrittenOver() throws {
        let address = try PushAddress.parse("/x/clip.mp4")
        #expect(address.forConnection(1) == address)
        #expect(address.forConnection(2).url == "/x/clip-2.mp4")
        let server = try PushAddress.parse("srt://h:1")
        #expect(server.forConnection(2) == server)
        let playlist = try PushAddress.parse("http://h/live.m3u8")
        #expect([1, 2, 3].map { playlist.forConnection($0).isAgain } == [false, true, true])
        #expect(playlist.forConnection(2).url == playlist.url)
    }

    @Test func noAddressTrapsOrShowsItsPassword() {
        var generator = SeededGenerator(seed: 11)
        let pieces = [
            "rtmp", "srt", "http", "file", "://", ":", "@", "/", "?", "=", "&", "#", "[", "]", "%", "%4", "h", "80",
            "..", "é",
        ]
        for _ in 0..<3_000 {
            let text = (0..<Int.random(in: 0...9, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }
            let address = "srt://us3r:p4ssw0rd@" + text.joined()
            do throws(MediaError) {
                #expect(!(try PushAddress.parse(address)).shown.contains("p4ssw0rd"))
            } catch {
                #expect(!error.description.contains("p4ssw0rd"), "\(address)")
            }
            _ = try? PushAddress.parse(text.joined())
        }
    }
}
