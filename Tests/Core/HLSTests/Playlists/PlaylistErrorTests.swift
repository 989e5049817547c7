import HLS
import LabModel
import Testing

@Suite struct PlaylistErrorTests {
    /// Each text stands behind a good head of two lines.
    @Test(arguments: [
        ("#EXTINF:x,\na", "EXTINF cannot be \"x\": line 3. It needs seconds, such as 2.002."),
        ("#EXTINF:-1,\na", "EXTINF cannot be \"-1\": line 3. It needs seconds, such as 2.002."),
        ("a", "a segment has no EXTINF: line 3. Correct the server: RFC 8216bis forbids it."),
        (
            "#EXTINF:1,\n",
            "the playlist ends before the last segment's address: line 3. Correct the server: RFC 8216bis forbids it."
        ),
        (
            "#EXT-X-KEY:METHOD=AES-128,URI=\"k\"",
            "encryption by AES-128 is not supported: line 3. Let the server send the stream without it."
        ),
        ("#EXT-X-KEY:URI=\"k\"", "EXT-X-KEY has no METHOD: line 3. Correct the server: RFC 8216bis requires it."),
        ("#EXT-X-MAP:X=\"k\"", "EXT-X-MAP has no URI: line 3. Correct the server: RFC 8216bis requires it."),
        ("#EXT-X-PART:URI=\"a\"", "EXT-X-PART has no DURATION: line 3. Correct the server: RFC 8216bis requires it."),
        (
            "#EXT-X-PART:DURATION=1,URI=a\"",
            "EXT-X-PART cannot be \"a\"\": line 3. It needs quotes on both sides, or none."
        ),
        (
            "#EXT-X-PART:DURATION=1,URI=\"a",
            "EXT-X-PART cannot be \"\"a\": line 3. It needs a quote at its value's end."
        ),
        (
            "#EXT-X-PART:DURATION=1,URI=\"a\"b",
            "EXT-X-PART cannot be \"b\": line 3. It needs a comma behind a quoted value."
        ),
        (
            "#EXT-X-PART:DURATION=1,DURATION=1",
            "EXT-X-PART has DURATION twice: line 3. Correct the server: RFC 8216bis forbids it."
        ),
        ("#EXT-X-PART:DURATION", "EXT-X-PART cannot be \"DURATION\": line 3. It needs attributes, such as NAME=value."),
        (
            "#EXT-X-PART-INF:A=1",
            "EXT-X-PART-INF has no PART-TARGET: line 3. Correct the server: RFC 8216bis requires it."
        ),
        (
            "#EXT-X-PART-INF:PART-TARGET=0",
            "EXT-X-PART-INF cannot be \"PART-TARGET=0\": line 3. It needs a part target above 0."
        ),
        ("#EXT-X-MEDIA-SEQUENCE:-5", "EXT-X-MEDIA-SEQUENCE cannot be \"-5\": line 3. It needs a whole number."),
        ("#EXT-X-BYTERANGE:5@", "EXT-X-BYTERANGE cannot be \"5@\": line 3. It needs LENGTH or LENGTH@OFFSET in bytes."),
        (
            "#EXT-X-BYTERANGE:5\n#EXTINF:1,\na",
            "a byte range has no offset and nothing to go on from: line 5. Correct the server: RFC 8216bis forbids it."
        ),
        (
            "#EXT-X-PROGRAM-DATE-TIME:yesterday",
            "EXT-X-PROGRAM-DATE-TIME cannot be \"yesterday\": line 3. It needs an instant, such as 2026-11-21T03:28:15.250Z."
        ),
        (
            "#EXT-X-I-FRAMES-ONLY",
            "a playlist of keyframes only is not supported: line 3. Let the server send the stream without it."
        ),
        ("#EXT-X-SKIP:A=1", "EXT-X-SKIP has no SKIPPED-SEGMENTS: line 3. Correct the server: RFC 8216bis requires it."),
        (
            "#EXTINF:1,\na\n#EXT-X-SKIP:SKIPPED-SEGMENTS=1",
            "EXT-X-SKIP stands behind a segment or another EXT-X-SKIP: line 5. Correct the server: RFC 8216bis forbids it."
        ),
        (
            "#EXT-X-START:PRECISE=YES",
            "EXT-X-START has no TIME-OFFSET: line 3. Correct the server: RFC 8216bis requires it."
        ),
        (
            "#EXT-X-SERVER-CONTROL:HOLD-BACK=much",
            "EXT-X-SERVER-CONTROL HOLD-BACK cannot be \"much\": line 3. It needs seconds, such as 0.2."
        ),
        (
            "#EXT-X-TARGETDURATION:90000",
            "EXT-X-TARGETDURATION cannot be \"90000\": line 3. It needs whole seconds, from 1 to 86400."
        ),
    ])
    func whatIsWrongIsSaidWithItsLine(text: String, message: String) throws {
        let error = #expect(throws: PlaylistError.self) {
            try Playlist.parse(Array("#EXTM3U\n#EXT-X-TARGETDURATION:4\n\(text)".utf8))
        }
        #expect(error?.description == message)
    }

    @Test(arguments: [
        (
            "",
            "the playlist does not begin with #EXTM3U: line 1. Check that the address is that of an HLS playlist and needs no login."
        ),
        (
            "<html>",
            "the playlist does not begin with #EXTM3U: line 1. Check that the address is that of an HLS playlist and needs no login."
        ),
        (
            "#EXTM3U8\n",
            "the playlist does not begin with #EXTM3U: line 1. Check that the address is that of an HLS playlist and needs no login."
        ),
        ("#EXTM3U\n", "the playlist has no EXT-X-TARGETDURATION. Correct the server: RFC 8216bis requires it."),
    ])
    func whatIsNoPlaylistIsSaid(text: String, message: String) {
        let error = #expect(throws: PlaylistError.self) { try Playlist.parse(Array(text.utf8)) }
        #expect(error?.description == message)
    }

    @Test(arguments: [
        "#EXT-X-PART:DURATION=1,URI=\"a?key=secret", "#EXT-X-PART:DURATION=1,URI=\"http://me:secret@host/a",
        "#EXT-X-PART:DURATION=1,URI=\"http://me:secret@host/a\"b?secret", "#EXT-X-MAP:http://me:secret@host?secret",
        "#EXT-X-PROGRAM-DATE-TIME:http://me:secret@host", "#EXT-X-MEDIA-SEQUENCE:x?secret",
    ])
    func secretsAreNotRepeated(text: String) {
        let error = #expect(throws: PlaylistError.self) {
            try Playlist.parse(Array("#EXTM3U\n#EXT-X-TARGETDURATION:4\n\(text)".utf8))
        }
        #expect(error?.description.contains("secret") == false)
    }

    @Test func brokenTextIsSaidWithItsLine() {
        #expect(throws: PlaylistError.notText(line: 2)) { try Playlist.parse(Array("#EXTM3U\n".utf8) + [0xFF, 0x0A]) }
    }

    @Test func limitsAreKept() {
        func error(_ text: String, _ change: (inout PlaylistLimits) -> Void) -> PlaylistError? {
            var limits = PlaylistLimits()
            change(&limits)
            do {
                _ = try Playlist.parse(Array("#EXTM3U\n#EXT-X-TARGETDURATION:4\n\(text)".utf8), limits: limits)
            } catch {
                return error
            }
            return nil
        }
        let segments = "#EXTINF:1,\na\n#EXTINF:1,\nb\n"
        let part = "#EXT-X-PART:DURATION=1,URI=\"a\"\n"
        #expect(error(segments) { $0.size = ByteCount(10) } == .tooMuch(of: "bytes", limit: 10, line: 1))
        #expect(error(segments) { $0.lines = 3 } == .tooMuch(of: "lines", limit: 3, line: 4))
        #expect(error(segments) { $0.segments = 1 } == .tooMuch(of: "segments", limit: 1, line: 6))
        #expect(
            error("#EXT-X-SKIP:SKIPPED-SEGMENTS=9") { $0.segments = 8 } == .tooMuch(of: "segments", limit: 8, line: 3)
        )
        #expect(error(part + part) { $0.parts = 1 } == .tooMuch(of: "parts", limit: 1, line: 4))
        #expect(
            error("#EXT-X-X:" + String(repeating: "a", count: 99)) { $0.lineSize = ByteCount(50) }
                == .tooMuch(of: "bytes in a line", limit: 50, line: 3)
        )
        #expect(error(part) { $0.attributes = 1 } == .tooMuch(of: "attributes in a tag", limit: 1, line: 3))
        #expect(
            error(String(repeating: "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"a\"\n", count: 2)) { $0.parts = 1 }
                == .tooMuch(of: "preload hints", limit: 1, line: 4)
        )
        #expect(
            error(String(repeating: "#EXT-X-RENDITION-REPORT:URI=\"a\"\n", count: 2)) { $0.parts = 1 }
                == .tooMuch(of: "rendition reports", limit: 1, line: 4)
        )
    }

    @Test func errorsWithoutALineSayWhatToDo() {
        #expect(
            PlaylistError.noVariants.description
                == "the playlist names no variant with pictures. Check what the encoder sends to the server."
        )
        #expect(
            PlaylistError.noSuchSize("640x360", there: ["1280x720@1", "2"]).description
                == "no variant has the size 640x360. There are 1280x720@1, 2."
        )
        #expect(
            PlaylistError.nested.description
                == "a variant's playlist names variants again. Use the address of the inner playlist."
        )
        #expect(
            PlaylistError.updateWithoutBase.description
                == "the playlist leaves out segments that were never loaded. Correct the server: RFC 8216bis requires it."
        )
        #expect(
            PlaylistError.badAddress("x").description
                == "\"x\" is no address. Check what the server writes into the playlist."
        )
        #expect(
            PlaylistError.forbiddenScheme("file").description
                == "the playlist leads to an address of the scheme file. Only http and https are followed."
        )
        #expect(
            PlaylistError.notText(line: 7).description
                == "the playlist is not UTF-8: line 7. Check that the server sends the playlist as it is, neither packed twice nor cut."
        )
        #expect(
            PlaylistError.tooMuch(of: "lines", limit: 9, line: 10).description
                == "the playlist has more than 9 lines: line 10. Let the server list less of it."
        )
    }
}
