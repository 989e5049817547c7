import Foundation
import LabModel
import LabTesting
import Testing

/// The streamer's beeps by way of servers that nobody here wrote, and in files.
@Suite(.realTime, .serialized, .timeLimit(.minutes(60))) struct PushedSoundTests {
    /// Small pictures, which a busy machine draws in time too.
    private static let picture = ["--size", "320x180", "--bitrate", "400k"]

    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func expectTogether(
        _ url: String,
        from streamer: ServingStreamer,
        within limit: Double,
        attempts: Int = 1,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let run = try await ProtocolRun.receive(
            url,
            from: streamer,
            in: folder,
            // Beeps come by the number of frames, of which a busy machine makes fewer in a second.
            options: ["--duration", "60", "--frame-limit", "150"],
            attempts: attempts
        )
        #expect(run.summary.frames.unreadable == 0, sourceLocation: sourceLocation)
        if run.summary.avOffsetMs == nil, run.summary.hasTooFewBeeps { return }
        let offset = try #require(run.summary.avOffsetMs, "\(url)", sourceLocation: sourceLocation)
        #expect(abs(offset) < limit, "\(offset) ms", sourceLocation: sourceLocation)
    }

    @Test func soundGoesThroughNginx() async throws {
        let nginx = try await NginxServer.start()
        let put = nginx.http("/put/live.m3u8")
        let push = ["--audio", "--push", nginx.rtmp("cam"), "--push", put]
        try await ServingStreamer.serving(Self.picture + push) { streamer in
            // RTMP counts in milliseconds.
            try await expectTogether(nginx.rtmp("cam"), from: streamer, within: 1.2)
            try await expectTogether(nginx.http("/hls/cam.m3u8"), from: streamer, within: 3)
            try await expectTogether(put, from: streamer, within: 0.2)
        }
        await nginx.stop()
    }

    @Test func soundGoesThroughSRTAndDatagrams() async throws {
        let srt = "srt://127.0.0.1:\(try LoopbackPort.freeUDP())"
        let rtp = "rtp://127.0.0.1:\(try LoopbackPort.freeUDP())"
        let push = ["--audio", "--push", "\(srt)?mode=listener", "--push", rtp]
        try await ServingStreamer.serving(Self.picture + push) { streamer in
            try await expectTogether("\(srt)?mode=caller&latency=80000", from: streamer, within: 0.2)
            try await expectTogether(rtp, from: streamer, within: 0.2, attempts: ProtocolRun.datagramAttempts)
        }
    }

    @Test func soundGoesByRTSP() async throws {
        let url = "rtsp://127.0.0.1:\(try LoopbackPort.free())/cam"
        let file = folder.file("rtsp.mkv")
        let options = Self.picture + ["--audio", "--push", url]
        let hasTooFewBeeps = try await ServingStreamer.serving(options) { streamer in
            try await streamer.hasTooFewBeeps {
                // The streamer tries again until somebody listens.
                try await TestMedia.make(file, ["-rtsp_flags", "listen", "-i", url, "-frames:v", "150", "-c", "copy"])
            }
        }
        let run = try await BuiltExecutable("receiver").run([file, "--json"], in: folder.path)
        let summary = try SummaryJSON.decode(run.output)
        if summary.avOffsetMs == nil, hasTooFewBeeps { return }
        let offset = try #require(summary.avOffsetMs)
        #expect(abs(offset) < 1.2, "\(offset) ms")
    }

    @Test func soundIsInFilesThatTakeIt() async throws {
        let names = ["a.ts", "a.mp4", "a.mkv", "a.flv", "a.h264"]
        let push = names.flatMap { ["--push", folder.file($0)] }
        let options = ["--port", "0", "--frame-limit", "150", "--audio"]
        let outcome = try await BuiltExecutable("streamer").run(Self.picture + options + push, in: folder.path)
        #expect(outcome.exitCode == 0)
        let warnings = outcome.errors.split(separator: "\n").filter { $0.contains("push_without_sound") }
        #expect(warnings.count == 1, "\(outcome.errors)")
        #expect(warnings.first?.contains("a.h264") == true)
        for name in names {
            let run = try await BuiltExecutable("receiver").run([folder.file(name), "--json"], in: folder.path)
            let summary = try SummaryJSON.decode(run.output)
            #expect(summary.frames.marked >= 100)
            if name == "a.h264" {
                #expect(summary.avOffsetMs == nil)
            } else {
                let offset = try #require(summary.avOffsetMs, "\(name)")
                #expect(abs(offset) < 1.2, "\(name): \(offset) ms")
            }
        }
    }
}
