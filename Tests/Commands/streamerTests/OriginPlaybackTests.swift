import Foundation
import LabModel
import LabTesting
import Machine
import Testing

/// Foreign players on the built streamer.
@Suite("Origin playback", .realTime, .timeLimit(.minutes(60)), .serialized)
struct OriginPlaybackTests {
    private let small = ["--size", "320x240", "--fps", "25", "--bitrate", "400k"]
    /// So few frames that a busy machine makes them all while a browser plays: Chromium may stop for good where some
    /// seconds of a segmented stream hold next to nothing.
    private let slow = ["--size", "320x240", "--fps", "10", "--bitrate", "400k"]

    private struct Probe: Decodable {
        struct Stream: Decodable {
            var codecName: String
            var width: Int
            var height: Int
            var readFrames: String

            enum CodingKeys: String, CodingKey {
                case codecName = "codec_name"
                case width, height
                case readFrames = "nb_read_frames"
            }
        }

        var streams: [Stream]
    }

    /// What ffprobe says of the first so many packets at an address, however long a busy machine takes for them.
    private func probe(_ url: String, packets: Int = 40) async throws -> [Probe.Stream] {
        let outcome = try await BuiltExecutable.shell(
            "timeout \(Int(Latency.untilItHangs.seconds)) ffprobe -v error -count_frames "
                + "-read_intervals %+#\(packets) -show_entries "
                + "stream=codec_name,width,height,nb_read_frames -of json \(url)"
        )
        return try JSONDecoder().decode(Probe.self, from: Data(outcome.output.utf8)).streams
    }

    /// Waits until a playlist lists so many segments: Chromium plays none, of any server, that lists no
    /// more than three target durations.
    private func listed(_ count: Int, at url: String) async throws {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while clock.monotonicNow() < deadline {
            let playlist = try await BuiltExecutable.shell("curl -s \(url)").output
            if playlist.split(separator: "\n").count(where: { $0.hasPrefix("#EXTINF") }) >= count { return }
            try await clock.sleep(for: .milliseconds(200))
        }
    }

    @Test("ffmpeg plays every address and counts its frames")
    func ffmpeg() async throws {
        try await ServingStreamer.serving(small + ["--ladder", "240p,160p"]) { streamer in
            for path in ["/live.ts", "/live.mp4", "/live.mjpeg", "/hls/240p/stream.m3u8", "/hls/ts.m3u8"] {
                let stream = try #require(try await probe(streamer.url(path)).first, "\(path)")
                #expect(stream.codecName == (path == "/live.mjpeg" ? "mjpeg" : "h264"), "\(path)")
                #expect(stream.width == 320 && stream.height == 240)
                #expect((Int(stream.readFrames) ?? 0) >= 30, "\(path): \(stream.readFrames)")
            }
            for path in ["/hls/stream.m3u8", "/video/stream.m3u8", "/dash/stream.mpd"] {
                // Of both renditions.
                let streams = try await probe(streamer.url(path), packets: 100)
                #expect(streams.map(\.width) == [320, 214], "\(path)")
                #expect(streams.allSatisfy { (Int($0.readFrames) ?? 0) >= 30 }, "\(path)")
            }
        }
    }

    @Test("ffmpeg plays what else fragments carry", arguments: ["hevc", "vp9", "av1"])
    func codecs(codec: String) async throws {
        try await ServingStreamer.serving(small + ["--codec", codec]) { streamer in
            for path in ["/live.mp4", "/hls/stream.m3u8"] {
                let stream = try #require(try await probe(streamer.url(path)).first, "\(path)")
                #expect(stream.codecName == codec)
                #expect((Int(stream.readFrames) ?? 0) >= 30, "\(path): \(stream.readFrames)")
            }
        }
    }

    @Test("Chromium plays the page, every segmented form, and the pictures of a ladder")
    func chromium() async throws {
        try await Browser.with { browser in
            try await ServingStreamer.serving(slow + ["--ladder", "240p,160p"]) { streamer in
                try await browser.open(streamer.url("/"))
                let page = try await browser.watch(seconds: 1, frames: 15)
                #expect(page.last.time > page.first.time)
                #expect(try await browser.text("#state") == "playing /live.mp4")
                try await listed(5, at: streamer.url("/hls/240p/stream.m3u8"))
                for path in ["/hls/240p/stream.m3u8", "/hls/stream.m3u8", "/hls/ts.m3u8", "/live.mp4"] {
                    // A page of another origin, so that the headers for it are proven too.
                    try await browser.open("http://localhost:\(streamer.port)/ping")
                    try await browser.run(
                        "document.body.innerHTML='<video autoplay muted crossorigin=anonymous></video>';"
                            + "document.querySelector('video').src='\(streamer.url(path))'"
                    )
                    let watched = try await browser.watch(seconds: 1, frames: 15)
                    #expect(watched.last.frames > watched.first.frames, "\(path)")
                }
                try await browser.run(
                    "document.body.innerHTML='<img>';document.images[0].src='\(streamer.url("/live.mjpeg"))'"
                )
                try await browser.until("document.images[0].naturalWidth==320")
            }
        }
    }

    @Test("Chromium and ffmpeg play it with sound")
    func sound() async throws {
        try await Browser.with { browser in
            try await ServingStreamer.serving(slow + ["--audio", "--ladder", "160p"]) { streamer in
                try await browser.open(streamer.url("/"))
                let page = try await browser.watch(seconds: 1, frames: 15)
                #expect(page.last.time > page.first.time)
                try await listed(5, at: streamer.url("/hls/160p/stream.m3u8"))
                for path in ["/hls/stream.m3u8", "/hls/ts.m3u8", "/live.mp4"] {
                    try await browser.open(streamer.url("/ping"))
                    try await browser.run(
                        "document.body.innerHTML='<video autoplay muted></video>';"
                            + "document.querySelector('video').src='\(streamer.url(path))'"
                    )
                    let watched = try await browser.watch(seconds: 1, frames: 15)
                    #expect(watched.last.frames > watched.first.frames, "\(path)")
                    try await browser.until("document.querySelector('video').webkitAudioDecodedByteCount>0")
                }
                let tracks = try await BuiltExecutable.shell(
                    "timeout \(Int(Latency.untilItHangs.seconds)) ffprobe -v error "
                        + "-show_entries stream=codec_type,codec_name -of csv=p=0 " + streamer.url("/dash/stream.mpd")
                )
                #expect(Set(tracks.output.split(separator: "\n").map(String.init)) == ["h264,video", "aac,audio"])
            }
        }
    }

    @Test("the report at the end counts what each outlet made")
    func report() async throws {
        struct Report: Decodable {
            struct Outlet: Decodable {
                var frames: Int
                var bytes: Int
                var dropped: Int
                var failed: Bool
            }
            var frames: Int
            var outlets: [String: Outlet]
        }
        let outcome = try await BuiltExecutable("streamer").run(
            small + ["--port", "0", "--frame-limit", "30", "--ladder", "160p", "--json"]
        )
        #expect(outcome.exitCode == 0)
        let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
        #expect(report.outlets.keys.sorted() == ["160p", "mjpeg", "mp4", "ts"])
        #expect(report.outlets["ts"]?.frames == 30)
        #expect(report.outlets["mp4"]?.frames == 30)
        #expect(report.outlets.values.allSatisfy { !$0.failed })
    }
}
