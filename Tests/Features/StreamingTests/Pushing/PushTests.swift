import Foundation
import LabModel
import LabTesting
import Machine
import Media
import Streaming
import Testing

@Suite(.realTime, .timeLimit(.minutes(60))) struct PushTests {
    @Test func everyFrameArrivesOnEveryWayAtOnce() async throws {
        let folder = try TemporaryFolder()
        let nginx = try await NginxServer.start()
        let rtsp = try await GStreamerRTSP.start()
        let targets = [
            nginx.rtmp("cam"), rtsp.url("/record"), nginx.http("/put/ts/live.m3u8?window=30"),
            nginx.http("/put/mp4/live.m3u8?segments=fmp4&window=30"), nginx.http("/put/body.ts"), folder.file("a.ts"),
            folder.file("a.mp4"), "file:" + folder.file("a.mkv"),
        ]
        let stream = try await PushedStream.run(targets, frames: 75) { log in
            try await log.wait(for: "push_connected", count: targets.count)
        }
        #expect(stream.log.filter { !$0.hasPrefix("push_connected") } == [])
        for push in stream.counters.pushes {
            #expect(push.frames + push.dropped == 75 && push.failures == 0 && push.connects == 1, "\(push)")
        }
        // The server may still be writing what it took.
        try await PushedStream.wait(for: 74, in: rtsp.recording)
        try await PushedStream.wait(for: 74, in: nginx.folder.file("put/body.ts"))
        // In the order of the targets; what RTMP took is not recorded.
        let files = [
            nil, rtsp.recording,
            try await PushedStream.join(playlist: nginx.folder.file("put/ts/live.m3u8"), in: folder),
            try await PushedStream.join(playlist: nginx.folder.file("put/mp4/live.m3u8"), in: folder),
            nginx.folder.file("put/body.ts"),
            folder.file("a.ts"), folder.file("a.mp4"), folder.file("a.mkv"),
        ]
        for (file, push) in zip(files, stream.counters.pushes) {
            guard let file else { continue }
            // On a busy machine a late connection begins at a later keyframe; from there on there is no hole.
            let numbers = try await PushedStream.numbers(in: file)
            #expect(numbers == Array(push.dropped..<75) && push.dropped.isMultiple(of: 30), "\(file): \(push)")
        }
        await rtsp.stop()
        await nginx.stop()
    }

    @Test func srtGoesThroughARelayWithAPassphraseAndToACaller() async throws {
        var settings = SRTTransmit.Settings()
        settings.inPassphrase = "0123456789abc"
        let relay = try await SRTTransmit.start(settings)
        let port = try LoopbackPort.freeUDP()
        let stream = try await PushedStream.run(
            [relay.inURL + "&passphrase=0123456789abc", "srt://127.0.0.1:\(port)?mode=listener&latency=200"],
            frames: 3_000
        ) { log in
            try await log.wait(for: "push_connected")
            async let relayed = PushedStream.numbersOnceThere(in: relay.outURL, atMost: 60)
            async let called = PushedStream.numbersOnceThere(
                in: "srt://127.0.0.1:\(port)?mode=caller",
                atMost: 60
            )
            for numbers in [try await relayed, try await called] {
                let first = try #require(numbers.first)
                #expect(numbers == Array(first..<first + 60))
            }
            throw PushedStream.Enough()
        }
        // The caller leaves when it has seen enough; the relay stays.
        let relayPort = try #require(relay.settings.inPort)
        #expect(!stream.events("push_failed").contains { $0.contains(":\(relayPort)") })
        #expect(stream.events("push_connected").count >= 2)
        #expect(!stream.log.joined().contains("0123456789abc"))
        await relay.stop()
    }

    @Test(arguments: ["udp", "rtp"])
    func datagramsCarryEveryFrame(kind: String) async throws {
        let folder = try TemporaryFolder()
        let port = try LoopbackPort.freeUDP()
        let input = "\(kind)://127.0.0.1:\(port)"
        let receiver = try await ServerProcess.start(
            [
                "ffmpeg", "-loglevel", "error", "-analyzeduration", "300000", "-probesize", "65536", "-i",
                kind == "rtp" ? input : input + "?timeout=240000000", "-c", "copy", "-flush_packets", "1",
                folder.file("got.ts"),
            ],
            in: folder,
            ready: [.udp(port: port)]
        )
        let got = folder.file("got.ts")
        let stream = try await PushedStream.run([input], frames: 9_000) { _ in
            // ffmpeg opens an RTP address anew once it knows what comes there, and misses the frames up to then.
            try await PushedStream.wait(count: 60, in: got)
            withUnsafeCurrentTask { $0?.cancel() }
        }
        let sent = stream.counters.pushes[0].frames
        // What still waits in its socket is lost when it is asked to end; it shows the last frame but one by itself.
        try await PushedStream.wait(for: sent - 2, in: got)
        await receiver.stop()
        let numbers = try await PushedStream.numbers(in: got)
        let first = try #require(numbers.first)
        #expect(first.isMultiple(of: 30))
        #expect(numbers == Array(first..<first + numbers.count))
        #expect(first + numbers.count >= sent - 1)
    }

    @Test func aServerThatDiesIsConnectedAgainAndOthersStayWhole() async throws {
        let folder = try TemporaryFolder()
        let first = try await NginxServer.start()
        let targets = [folder.file("whole.ts"), first.rtmp("cam"), first.http("/put/live.m3u8")]
        let stream = try await PushedStream.run(targets, frames: 9_000) { log in
            try await log.wait(for: "push_connected", count: 3)
            await first.kill()
            try await log.wait(for: "push_failed", ofTargets: 2...2)
            let second = try await NginxServer.start(first.settings, in: first.folder)
            try await log.wait(for: "push_connected", count: 4)
            // The frames up to then were dropped, which is told with the first one after them.
            try await log.wait(for: "push_dropped")
            // HLS may not even notice, if the server was back before the next segment was due.
            await second.stop()
            // However long all that took, the stream ends now, as when its task is cancelled.
            withUnsafeCurrentTask { $0?.cancel() }
        }
        let (whole, pushed) = (stream.counters.pushes[0], stream.counters.pushes[1])
        // On a busy machine a file that is opened late begins at a later keyframe; from there on there is no hole.
        let all = whole.frames + whole.dropped
        #expect(whole.frames > 0 && whole.dropped.isMultiple(of: 30) && whole.failures == 0)
        #expect(try await PushedStream.numbers(in: folder.file("whole.ts")) == Array(whole.dropped..<all))
        #expect(pushed.connects >= 1 && pushed.failures >= 1 && pushed.dropped > 0)
        for push in stream.counters.pushes {
            #expect(push.frames + push.dropped == all, "\(push)")
        }
        #expect(!stream.events("push_dropped").isEmpty)
    }

    @Test func whatCannotBeReachedIsToldWithoutSecretsAndDisturbsNobody() async throws {
        let folder = try TemporaryFolder()
        let relay = try await SRTTransmit.start(
            {
                var settings = SRTTransmit.Settings()
                settings.inPassphrase = "0123456789abc"
                return settings
            }()
        )
        var guarded = NginxServer.Settings()
        guarded.putCredentials = "us3r:right"
        let nginx = try await NginxServer.start(guarded)
        let put = nginx.http("/put/live.m3u8").split(separator: "//")[1]
        try FileManager.default.createSymbolicLink(atPath: folder.file("full.ts"), withDestinationPath: "/dev/full")
        let port = try LoopbackPort.free()
        let targets = [
            relay.inURL + "&passphrase=wrong-s3cret", "rtmp://us3r:s3cret@127.0.0.1:\(port)/live/s3cret?k=s3cret",
            "rtmp://nowhere.invalid/live/s3cret", "http://us3r:s3cret@127.0.0.1:\(port)/live.m3u8?cid=s3cret",
            "http://us3r:s3cret@\(put)", nginx.http("/hls/x.ts"), folder.file("full.ts"), folder.file("whole.ts"),
        ]
        let stream = try await PushedStream.run(targets, frames: 60) { log in
            try await log.wait(for: "push_failed", ofTargets: 1...7)
        }
        #expect(
            stream.counters.pushes.map { $0.connects > 0 } == [false, false, false, false, false, false, false, true]
        )
        // On a busy machine a file that is opened late begins at a later keyframe; from there on there is no hole.
        let dropped = stream.counters.pushes[7].dropped
        #expect(dropped.isMultiple(of: 30))
        #expect(try await PushedStream.numbers(in: folder.file("whole.ts")) == Array(dropped..<60))
        let log = stream.log.joined(separator: "\n")
        #expect(!log.contains("s3cret") && !log.contains("us3r"), "\(log)")
        for reason in [
            "Connection refused", "401 Unauthorized", "405 Not Allowed", "nowhere.invalid", "No space left on device",
        ] {
            #expect(log.contains(reason), "\(log)")
        }
        #expect(!StreamerMetricsText.encode(stream.counters).contains("s3cret"))
        for push in stream.counters.pushes {
            #expect(push.frames + push.dropped + push.queued == 60, "\(push)")
        }
        await nginx.stop()
        await relay.stop()
    }

    @Test func uploadsGoWhereTheCredentialsAreRight() async throws {
        var guarded = NginxServer.Settings()
        guarded.putCredentials = "us3r:s3cret"
        let nginx = try await NginxServer.start(guarded)
        let put = nginx.http("/put/live.m3u8").split(separator: "//")[1]
        let stream = try await PushedStream.run(["http://us3r:s3cret@\(put)"], frames: 45)
        let push = stream.counters.pushes[0]
        // On a busy machine a late connection begins at a later keyframe; from there on there is no hole.
        #expect(push.frames > 0 && push.frames + push.dropped == 45 && push.dropped.isMultiple(of: 30))
        #expect(stream.events("push_failed") == [])
        let joined = try await PushedStream.join(playlist: nginx.folder.file("put/live.m3u8"), in: nginx.folder)
        #expect(try await PushedStream.numbers(in: joined) == Array(push.dropped..<45))
        await nginx.stop()
    }

    @Test func aListenerThatNobodyCallsEndsWithTheStream() async throws {
        let port = try LoopbackPort.freeUDP()
        let stream = try await PushedStream.run(["srt://127.0.0.1:\(port)?mode=listener"], frames: 5)
        #expect(stream.counters.pushes[0].frames == 0)
        #expect(stream.counters.pushes[0].dropped == 5)
        #expect(stream.counters.pushes[0].failures == 0)
        #expect(stream.log == [])
    }

    @Test(arguments: [
        (["gopher://h/x"], VideoCodec.h264, "cannot push there: nothing here pushes by gopher: gopher://h/…."),
        (["rtmp://h/live/key"], .vp9, "flv does not carry vp9: rtmp://h/…."),
        (["a.ts", "a.ts"], .h264, "cannot push there: it is given twice: a.ts."),
        (
            Array(repeating: "a.ts", count: 17), .h264,
            "17 addresses are more than the 16 that can be pushed to: --push."
        ),
    ])
    func whatCannotWorkIsRefusedBeforeTheStart(targets: [String], codec: VideoCodec, text: String) async throws {
        let error = await #expect(throws: StreamingError.self) {
            _ = try await PushedStream.run(targets, frames: 1, codec: codec)
        }
        #expect(error?.description.hasPrefix(text) == true, "\(String(describing: error))")
        #expect(error?.exitStatus == .usage)
    }
}
