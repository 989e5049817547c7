import LabModel
import LabTesting
import Testing

/// The built receiver with a bad network on purpose before the built streamer.
@Suite(.realTime) struct LinkTests {
    let receiver = BuiltExecutable("receiver")
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func framesComeAsMuchLaterAsTheLinkHoldsThem() async throws {
        let link = "delay=120ms,jitter=5ms,seed=7"
        let summary = try await ServingStreamer.serving { streamer in
            let outcome = try await receiver.run(
                [streamer.url("/live.ts"), "--duration", "8", "--link", link, "--control", streamer.url("/live.ts")]
                    + ["--json"],
                in: folder.path
            )
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            return try SummaryJSON.decode(outcome.output)
        }
        #expect(summary.run.settings["link"] == .text(link))
        // What the link lost stands in its event below. A frame that a busy machine brings after the run's end is dropped too.
        #expect(summary.frames.marked > 20)
        // No frame comes sooner than the delay less the most jitter, however fast or slow this machine is.
        let bound = try #require(summary.clock.errorBoundMs)
        #expect(try #require(summary.frameDelayMs?.min) >= 105 - bound)
        // The time is asked for directly: through the link a question takes twice the delay.
        #expect(try #require(summary.clock.minRttMs) < 240)
        let told = try #require(summary.events.first { $0.code == "link" }?.text)
        #expect(told.contains("carried 1 connection") && told.contains("0 of"), "\(told)")
    }

    @Test(.timeLimit(.minutes(60)), arguments: ["", "?tcp"])
    func sessionsGoThroughTheLinkInsideTheirConnection(query: String) async throws {
        try await ServingStreamer.serving(ProtocolRun.picture) { streamer in
            let server = try await GStreamerRTSP.start(pipeline: ProtocolRun.session(of: streamer))
            let run = try await ProtocolRun.receive(
                server.url() + query,
                from: streamer,
                in: folder,
                options: ["--link", "delay=150ms,seed=7"]
            )
            run.expectWhole(container: "rtsp", arrival: .packet)
            let bound = try #require(run.summary.clock.errorBoundMs)
            #expect(try #require(run.summary.frameDelayMs?.min) >= 150 - bound)
            let told = try #require(run.summary.events.first { $0.code == "link" }?.text)
            #expect(told.contains("carried 1 connection: "), "\(told)")
            #expect(!run.summary.warnings.contains { $0.code == .linkBypassed })
            await server.stop()
        }
    }

    @Test(
        arguments: [
            (
                "http://h/a", "delay=100",
                "receiver: this is no link: delay \"100\" is not a length of time with its unit such as 100ms, up to 10s: "
                    + "\"delay=100\". Write for example delay=100ms,jitter=5ms,loss=1%,rate=4M,queue=200ms,seed=7.\n"
            ),
            (
                "http://h/a", "push:loss=1%",
                "receiver: this is no link: nothing is pushed to a provider here: \"push:loss=1%\". Leave push: out, or "
                    + "measure a provider that is pushed to with start-task-and-client.\n"
            ),
            (
                "https://u:secret@h/a?k=secret", "loss=1%",
                "receiver: a link cannot be put before this address: its certificate names another host than the relay: "
                    + "https://h. Name its playlist of HLS (.m3u8), or use the same server without TLS.\n"
            ),
            (
                "rtsp://u:secret@h/cam?transport=udp", "loss=1%",
                "receiver: a link cannot be put before this address: RTSP over UDP agrees on ports that would go past the "
                    + "relay: rtsp://h. Leave the transport out of the address, or say transport=tcp: then one connection "
                    + "carries everything.\n"
            ),
            (
                "recording.ts", "loss=1%",
                "receiver: a link cannot be put before this address: it is no network address: recording.ts. "
                    + "Use http, rtmp, srt, rtsp, or udp.\n"
            ),
        ]
    )
    func wrongLinksSayWhatAndExitWith2(url: String, link: String, text: String) async throws {
        let outcome = try await receiver.run([url, "--link", link], in: folder.path)
        #expect(outcome.exitCode == 2)
        #expect(outcome.output == "")
        #expect(outcome.errors == text)
    }

    @Test func theEnvironmentGivesLinksToo() async throws {
        let outcome = try await receiver.run(["http://h/a"], environment: ["GLASSLAB_LINK": "loss=1"], in: folder.path)
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.contains("loss \"1\" is not per cent"))
    }
}
