import LabTesting
import Testing

@testable import Media

@Suite struct FormatGuessTests {
    private func text(_ text: String) -> [UInt8] {
        Array(text.utf8)
    }

    @Test func knowsContainersByTheirFirstBytes() {
        var stream = [UInt8](repeating: 0xFF, count: 400)
        stream[0] = 0x47
        stream[188] = 0x47
        #expect(FormatGuess.of(stream, contentType: "text/html") == .demuxer("mpegts"))
        stream[188] = 0
        #expect(FormatGuess.of(stream, contentType: nil) == .unknown)
        #expect(FormatGuess.of([0, 0, 0, 24] + text("ftypiso5"), contentType: nil) == .demuxer("mov"))
        #expect(FormatGuess.of([0x1A, 0x45, 0xDF, 0xA3, 1], contentType: nil) == .demuxer("matroska"))
        #expect(FormatGuess.of(text("FLV") + [1, 5], contentType: nil) == .demuxer("flv"))
    }

    @Test func knowsPlaylistsAndText() {
        #expect(FormatGuess.of(text("#EXTM3U\n#EXT-X-VERSION:3"), contentType: nil) == .playlist)
        #expect(FormatGuess.of(text("<?xml version='1.0'?>\n<MPD xmlns='x'>"), contentType: nil) == .playlist)
        #expect(FormatGuess.of(text("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\n"), contentType: nil) == .sessions)
        #expect(FormatGuess.of(text("v=0\no=- 1"), contentType: nil) == .sessions)
        #expect(FormatGuess.of(text("anything"), contentType: "application/sdp") == .sessions)
        #expect(FormatGuess.of(text("\r\n <HTML>"), contentType: nil) == .other("an HTML page"))
        #expect(FormatGuess.of(text("[1, 2]"), contentType: nil) == .other("JSON"))
        #expect(FormatGuess.of(text("anything"), contentType: "text/html") == .other("an HTML page"))
    }

    @Test func knowsPicturesAndProse() {
        #expect(FormatGuess.of([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10], contentType: nil) == .picture("png_pipe"))
        #expect(FormatGuess.isText(text("Good day,\r\n\tworld: é.\n")))
        #expect(FormatGuess.isText(text(String(repeating: "é", count: 500))))
        #expect(!FormatGuess.isText(text("Good day") + [0]))
        #expect(!FormatGuess.isText([0xFF, 0xFE, 0x41]))
    }

    @Test func believesTheContentTypeLast() {
        #expect(FormatGuess.of([1, 2, 3], contentType: "video/mp2t") == .demuxer("mpegts"))
        #expect(FormatGuess.of([1, 2, 3], contentType: "application/octet-stream") == .unknown)
        #expect(FormatGuess.of([], contentType: nil) == .unknown)
    }

    @Test(arguments: 1...200)
    func noiseBreaksNothing(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let bytes = (0..<Int.random(in: 0...300, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        let guess = FormatGuess.of(bytes, contentType: nil)
        #expect(guess == .unknown || seed < 0, "\(guess) for seed \(seed)")
    }
}
