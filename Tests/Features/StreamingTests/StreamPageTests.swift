import LabModel
import Media
import Testing

@testable import Streaming

@Suite("Stream page")
struct StreamPageTests {
    private static func page(_ change: (inout StreamSettings) -> Void = { _ in }, codecs: String? = nil) -> String {
        var settings = StreamSettings(frameRate: .usual)
        change(&settings)
        var generator = SystemRandomNumberGenerator()
        let stream = StreamIdentity(
            settings,
            startedAt: WallTime(nanoseconds: 0),
            contentSHA256: nil,
            using: &generator
        )
        return StreamPage.html(stream.description, addresses: settings.addresses, codecs: codecs)
    }

    @Test("lists every address once, and measures the one with the least delay")
    func addresses() {
        let text = Self.page({ $0.ladder = [240] }, codecs: "avc1.64001f")
        for path in [
            "/live.ts", "/live.mp4", "/live.mjpeg", "/hls/stream.m3u8", "/hls/480p/stream.m3u8",
            "/hls/240p/stream.m3u8",
            "/dash/stream.mpd", "/hls/ts.m3u8",
        ] {
            #expect(text.ranges(of: "<code class=\"u\">\(path)</code>").count == 1, "\(path)")
        }
        #expect(text.contains("<code>receiver <span class=\"u\">/live.ts</span></code>"))
        #expect(text.contains("data-codecs=\"avc1.64001f\""))
        #expect(text.contains("h264, 720x480 at 25 fps, 2500 kbit/s, stream "))
    }

    @Test("offers what the codec can be sent in, and nothing else")
    func codecs() {
        let text = Self.page({ $0.codec = .mjpeg })
        #expect(text.contains("<code>receiver <span class=\"u\">/live.mjpeg</span></code>"))
        #expect(!text.contains("<code class=\"u\">/live.mp4</code>") && text.contains("data-codecs=\"\""))
    }

    @Test("a viewer whose connection ends is told whether the stream did, and may come back")
    func comingBack() throws {
        let text = Self.page(codecs: "avc1.64001f")
        let end = try #require(text.firstRange(of: "source.endOfStream();await over();"))
        let told = try #require(text.firstRange(of: "async function over()"))
        #expect(told.lowerBound < end.lowerBound)
        for part in ["fetch('/healthz')", "isOn?'cut off:", ":'the stream has ended '", "location.reload()"] {
            #expect(text[told.upperBound..<end.lowerBound].contains(part), "\(part)")
        }
    }

    @Test("needs nothing from anywhere else")
    func selfContained() {
        let text = Self.page()
        #expect(!text.contains("src=\"http") && !text.contains("href=\"http") && !text.contains("//cdn"))
    }
}
