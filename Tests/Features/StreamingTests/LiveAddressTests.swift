import Foundation
import LabModel
import LabTesting
import Media
import Streaming
import Testing

@Suite("Live addresses", .realTime, .timeLimit(.minutes(60)))
struct LiveAddressTests {
    @Test(
        "the receiver's eyes read every mark in order",
        arguments: ["/live.ts", "/live.mp4", "/live.mjpeg", "/hls/ts.m3u8", "/hls/stream.m3u8", "/video/stream.m3u8"]
    )
    func marks(path: String) async throws {
        try await OriginHarness().run { server in
            if path.hasSuffix(".m3u8") {
                try await server.segments()
            }
            let stamps = try await server.stamps(at: path, first: 25)
            let numbers = stamps.compactMap { $0?.number?.rawValue }
            #expect(numbers.count == stamps.count)
            let first = try #require(numbers.first)
            // JPEG pictures that nobody had time for are left out, so there the order alone is sure.
            if path == "/live.mjpeg" {
                #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 })
            } else {
                #expect(numbers == Array(first..<first + UInt32(numbers.count)))
            }
        }
    }

    @Test(
        "each fragment of /live.mp4 follows a prft box with exactly its picture's stamp",
        arguments: [VideoCodec.h264, .vp9]
    )
    func referenceTimes(codec: VideoCodec) async throws {
        var harness = try OriginHarness()
        harness.settings.codec = codec
        // Long enough for a viewer that a busy machine lets in late.
        harness.settings.frameLimit = 300
        let folder = try TemporaryFolder()
        let file = folder.file("live.mp4")
        try await harness.run { server in
            let answer = await server.get("/live.mp4")
            #expect(answer.head.contains("Content-Type: video/mp4\r\n"))
            #expect(answer.head.contains("Access-Control-Allow-Origin: *"))
            let parts = FragmentedBytes(answer.body)
            #expect(parts.names.prefix(2) == ["ftyp", "moov"])
            #expect(parts.names.dropFirst(2).count == parts.fragments.count * 3)
            try #require(parts.names.count >= 5)
            #expect(parts.names[2...4] == ["prft", "moof", "mdat"])
            try Data(parts.header + parts.fragments.flatMap(\.bytes)).write(to: URL(filePath: file))
            let stamps = try OriginHarness.stamps(in: file)
            let numbers = stamps.compactMap { $0?.number?.rawValue }
            #expect(numbers.last == 299)
            #expect(numbers == Array((try #require(numbers.first))...299))
            #expect(parts.times(near: try #require(stamps.first??.time)) == stamps.map { $0?.time })
            let media = parts.fragments.compactMap { $0.reference?.mediaTime }
            let unit = UInt64(try #require(MediaTimescale.of(header: parts.header))) / 25
            #expect(zip(media, media.dropFirst()).allSatisfy { $0 < $1 && ($1 - $0) % unit == 0 })
            // Whatever ticks were left out, media time goes on as the ticks of the stamps do.
            let made = stamps.compactMap { stamp in stamp?.time.map { $0 - (stamp?.lateness ?? .zero) } }
            #expect(made.count == media.count)
            let start = try #require(made.first)
            let periods = made.map { UInt64((($0 - start).seconds * 25).rounded()) }
            #expect(media.map { ($0 - media[0]) / unit } == periods)
        }
    }

    @Test(
        "parts of /live.mjpeg carry their length and exactly their picture's stamp",
        arguments: [VideoCodec.h264, .mjpeg]
    )
    func pictures(codec: VideoCodec) async throws {
        var harness = try OriginHarness()
        harness.settings.codec = codec
        harness.settings.bitrate = DataRate(bitsPerSecond: 6_000_000)
        // Long enough for a viewer that a busy machine lets in late.
        harness.settings.frameLimit = 300
        let folder = try TemporaryFolder()
        let file = folder.file("live.mjpeg")
        let counters = try await harness.run { server in
            let answer = await server.get("/live.mjpeg")
            #expect(answer.head.contains("Content-Type: multipart/x-mixed-replace; boundary=glasslab-picture\r\n"))
            let parts = MultipartBytes(answer.body)
            #expect(parts.isWhole)
            #expect(parts.pictures.count >= 10)
            // Concatenated JPEG pictures are what libav calls mjpeg.
            try Data(parts.pictures.flatMap { $0 }).write(to: URL(filePath: file))
            let stamps = try OriginHarness.stamps(in: file).compactMap { $0?.time }
            #expect(stamps == parts.stamps)
        }
        let outlet = try #require(counters.outlets["mjpeg"])
        #expect(outlet.frames >= 10)
        #expect(codec == .h264 || outlet.frames == 300)
    }

    @Test("no picture is encoded twice while nobody watches")
    func unwatchedPictures() async throws {
        var harness = try OriginHarness()
        harness.settings.frameLimit = 20
        let counters = try await harness.run { server in
            // The live address closes with the stream.
            _ = await server.get("/live.ts")
        }
        #expect(counters.outlets["mjpeg"]?.frames == 0)
        #expect(counters.outlets["ts"]?.frames == 20)
        #expect(counters.outlets["mp4"]?.frames == 20)
    }

    @Test(
        "what a codec cannot be sent in is 404 with a remedy",
        arguments: [
            (
                VideoCodec.vp9, "/live.ts",
                "{\"remedy\":\"Open /live.mp4, or stream with --codec h264 or hevc.\",\"what\":\"MPEG-TS does not carry vp9\"}"
            ),
            (
                .av1, "/hls/ts.m3u8",
                "{\"remedy\":\"Open /hls/stream.m3u8, or stream with --codec h264 or hevc.\","
                    + "\"what\":\"MPEG-TS does not carry av1\"}"
            ),
            (
                .mjpeg, "/live.mp4",
                "{\"remedy\":\"Open /live.mjpeg, or stream with --codec h264, hevc, vp9 or av1.\","
                    + "\"what\":\"MP4 does not carry mjpeg\"}"
            ),
            (
                .mjpeg, "/hls/stream.m3u8",
                "{\"remedy\":\"Open /live.mjpeg, or stream with --codec h264, hevc, vp9 or av1.\","
                    + "\"what\":\"MP4 does not carry mjpeg\"}"
            ),
        ]
    )
    func cannotCarry(codec: VideoCodec, path: String, text: String) async throws {
        var harness = try OriginHarness()
        harness.settings.codec = codec
        harness.settings.bitrate = DataRate(bitsPerSecond: 6_000_000)
        try await harness.run { server in
            let answer = await server.get(path)
            #expect(answer.status == 404)
            #expect(answer.text == text)
        }
    }

    @Test("the page names what there is, and metrics count it")
    func page() async throws {
        try await OriginHarness().run { server in
            let page = await server.text("/")
            for path in ["/live.ts", "/live.mp4", "/live.mjpeg", "/hls/stream.m3u8", "/hls/ts.m3u8"] {
                #expect(page.contains("<code class=\"u\">\(path)</code>"), "\(path)")
            }
            #expect(page.contains("data-codecs=\"avc1.42C0"))
            let metrics = await server.text("/metrics")
            for line in ["frames_total{outlet=\"ts\"}", "waiting{outlet=\"mp4\"} 0", "failed{outlet=\"mjpeg\"} 0"] {
                #expect(metrics.contains("glasslab_streamer_outlet_\(line)"), "\(line)")
            }
        }
    }
}
