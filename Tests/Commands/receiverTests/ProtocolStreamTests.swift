import Foundation
import LabModel
import LabTesting
import Machine
import Testing

/// The built streamer and receiver with servers between them that nobody here wrote.
@Suite(.realTime, .serialized, .timeLimit(.minutes(60))) struct ProtocolStreamTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func receive(_ url: String, _ streamer: ServingStreamer, _ options: String...) async throws -> ProtocolRun {
        try await ProtocolRun.receive(url, from: streamer, in: folder, options: options)
    }

    private func receiveDatagrams(_ url: String, _ streamer: ServingStreamer) async throws -> ProtocolRun {
        try await ProtocolRun.receive(url, from: streamer, in: folder, attempts: ProtocolRun.datagramAttempts)
    }

    @Test func nginxTakesRTMPAndGivesItInThreeWays() async throws {
        let nginx = try await NginxServer.start()
        try await ServingStreamer.serving(ProtocolRun.picture + ["--push", nginx.rtmp("cam")]) { streamer in
            let rtmp = try await receive(nginx.rtmp("cam"), streamer)
            rtmp.expectWhole(container: "flv", arrival: .packet)
            rtmp.expectNothingHeldBack()
            let hls = try await receive(nginx.http("/hls/cam.m3u8"), streamer)
            hls.expectWhole(container: "hls", arrival: .readLog)
            let dash = try await receive(nginx.http("/dash/cam.mpd"), streamer)
            dash.expectWhole(container: "dash", arrival: .packet)
        }
        await nginx.stop()
    }

    @Test(arguments: ["ts", "fmp4"])
    func nginxTakesSegmentsByPut(segments: String) async throws {
        let nginx = try await NginxServer.start()
        let push = nginx.http("/put/live.m3u8?segments=\(segments)")
        try await ServingStreamer.serving(ProtocolRun.picture + ["--push", push]) { streamer in
            try await fileIsThere(nginx.folder.file("put/live.m3u8"))
            let run = try await receive(nginx.http("/put/live.m3u8"), streamer)
            run.expectWhole(container: "hls", arrival: .readLog)
        }
        await nginx.stop()
    }

    @Test func picturesInAnotherOrderGoThroughRTMPAndHLS() async throws {
        let nginx = try await NginxServer.start()
        try await ServingStreamer.serving(ProtocolRun.picture) { streamer in
            let encoder = try await ServerProcess.start(
                ["ffmpeg", "-nostdin", "-v", "error", "-fflags", "nobuffer", "-i", streamer.url("/live.ts")]
                    + "-c:v libx264 -preset ultrafast -bf 2 -b_strategy 0 -g 25 -sc_threshold 0".split(separator: " ")
                    .map(String.init) + ["-b:v", "800k", "-f", "flv", nginx.rtmp("b")],
                in: folder,
                ready: []
            )
            try await fileIsThere(nginx.folder.file("hls/b.m3u8"))
            let rtmp = try await receive(nginx.rtmp("b"), streamer)
            rtmp.expectWhole(container: "flv", arrival: .packet)
            let hls = try await receive(nginx.http("/hls/b.m3u8"), streamer)
            hls.expectWhole(container: "hls", arrival: .readLog)
            for run in [rtmp, hls] {
                #expect(run.summary.frames.outOfOrder == 0)
                #expect(run.summary.events.contains { $0.code == "decoder_mode" })
            }
            await encoder.stop()
        }
        await nginx.stop()
    }

    @Test func srtIsCalledOrCalls() async throws {
        let ports = [try LoopbackPort.freeUDP(), try LoopbackPort.freeUDP()]
        let push = ["srt://127.0.0.1:\(ports[0])?mode=listener", "srt://127.0.0.1:\(ports[1])?mode=caller"]
        try await ServingStreamer.serving(ProtocolRun.picture + push.flatMap { ["--push", $0] }) { streamer in
            let called = try await receive("srt://127.0.0.1:\(ports[0])?mode=caller&latency=80000", streamer)
            called.expectWhole(container: "mpegts", arrival: .packet)
            // Each frame has the latency that the receiver asks for, here in libav's microseconds.
            #expect((called.summary.frameDelayMs?.p5 ?? 0) >= 79)
            let listening = try await receive(
                "srt://127.0.0.1:\(ports[1])?mode=listener&latency=200000",
                streamer,
                "--start-limit",
                "40"
            )
            listening.expectWhole(container: "mpegts", arrival: .packet)
            #expect((listening.summary.frameDelayMs?.p5 ?? 0) >= 199)
        }
    }

    @Test func srtGoesThroughARelayThatWantsAPassphrase() async throws {
        var settings = SRTTransmit.Settings()
        settings.inPassphrase = "0123456789abc"
        settings.outPassphrase = "cba9876543210"
        let relay = try await SRTTransmit.start(settings)
        let push = relay.inURL + "&passphrase=0123456789abc"
        try await ServingStreamer.serving(ProtocolRun.picture + ["--push", push]) { streamer in
            let run = try await receive(relay.outURL + "&passphrase=cba9876543210", streamer)
            run.expectWhole(container: "mpegts", arrival: .packet)
            #expect((run.summary.frameDelayMs?.p5 ?? 0) >= 239)
            let stored = try Data(contentsOf: URL(filePath: folder.file("glasslab.sqlite")))
            #expect(stored.range(of: Data("cba9876543210".utf8)) == nil)
        }
        await relay.stop()
    }

    @Test(arguments: ["udp", "rtp"])
    func datagrams(kind: String) async throws {
        let url = "\(kind)://127.0.0.1:\(try LoopbackPort.freeUDP())"
        try await ServingStreamer.serving(ProtocolRun.picture + ["--push", url]) { streamer in
            let run = try await receiveDatagrams(url, streamer)
            run.expectWhole(container: "mpegts", arrival: .packet)
            run.expectNothingHeldBack()
        }
    }

    @Test func aDescriptionInAFileLeadsToDatagrams() async throws {
        let port = try LoopbackPort.freeUDP()
        try await ServingStreamer.serving(ProtocolRun.picture) { streamer in
            let sender = try await ServerProcess.start(
                [
                    "ffmpeg", "-nostdin", "-v", "error", "-fflags", "nobuffer", "-i", streamer.url("/live.ts"), "-c",
                    "copy",
                ]
                    + ["-f", "rtp", "-sdp_file", folder.file("cam.sdp"), "rtp://127.0.0.1:\(port)"],
                in: folder,
                ready: []
            )
            try await fileIsThere(folder.file("cam.sdp"), with: "m=video")
            let run = try await receiveDatagrams("cam.sdp", streamer)
            run.expectWhole(container: "sdp", arrival: .packet)
            await sender.stop()
        }
    }

    @Test(arguments: ["", "?tcp", "?transport=udp", "?udp"])
    func gstreamerServesRTSP(query: String) async throws {
        try await ServingStreamer.serving(ProtocolRun.picture) { streamer in
            let server = try await GStreamerRTSP.start(pipeline: ProtocolRun.session(of: streamer))
            let isUDP = query.contains("udp")
            let url = server.url() + query
            let run = isUDP ? try await receiveDatagrams(url, streamer) : try await receive(url, streamer)
            run.expectWhole(container: "rtsp", arrival: .packet)
            #expect(run.summary.run.settings["transport"] == .text(isUDP ? "udp" : "tcp"))
            await server.stop()
        }
    }

    @Test func mp4OverHTTPIsReadAsItComes() async throws {
        try await ServingStreamer.serving(ProtocolRun.picture) { streamer in
            let run = try await receive(streamer.url("/live.mp4"), streamer)
            run.expectWhole(container: "mov,mp4,m4a,3gp,3g2,mj2", arrival: .readLog)
            run.expectNothingHeldBack()
        }
    }

    /// Waits until a file is there; with a text, until that is written too.
    private func fileIsThere(_ path: String, with text: String? = nil) async throws {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while !Self.isThere(path, with: text) {
            try #require(clock.monotonicNow() < deadline, "\(path)")
            try await clock.sleep(for: .milliseconds(20))
        }
    }

    private static func isThere(_ path: String, with text: String?) -> Bool {
        guard let text else { return FileManager.default.fileExists(atPath: path) }
        guard let written = FileManager.default.contents(atPath: path) else { return false }
        return written.range(of: Data(text.utf8)) != nil
    }
}
