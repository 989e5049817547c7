import Foundation
import LabModel
import LabTesting
import RunStore
import Testing

/// Servers of other protocols that are not there, refuse, have no such stream, or die: a clear error and an exit code.
@Suite(.realTime, .serialized, .timeLimit(.minutes(60))) struct ProtocolFailureTests {
    let receiver = BuiltExecutable("receiver")
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// What a reception that gets nothing says last; it exits with 1 and stores no result.
    private func failure(_ arguments: String...) async throws -> String {
        let outcome = try await receiver.run(arguments, in: folder.path)
        #expect(outcome.exitCode == 1 && outcome.output == "", "\(outcome)")
        return outcome.errors.split(separator: "\n").last.map(String.init) ?? ""
    }

    private static let checkAddress = ". Check that the address is right and that its sender is running"

    @Test(arguments: ["rtmp://127.0.0.1:PORT/live/cam", "rtsp://127.0.0.1:PORT/cam", "tcp://127.0.0.1:PORT"])
    func nobodyListens(address: String) async throws {
        let url = address.replacing("PORT", with: "\(try LoopbackPort.free())")
        let text = try await failure(url)
        #expect(text == "receiver: cannot open the stream: Connection refused: \(url)\(Self.checkAddress)")
    }

    @Test func nobodyAnswersAnSRTCaller() async throws {
        let start = "srt://127.0.0.1:\(try LoopbackPort.freeUDP())"
        let text = try await failure("\(start)?mode=caller")
        #expect(
            text == "receiver: cannot open the stream: nobody answers there, or the passphrase is another: "
                + "\(start)?…\(Self.checkAddress)"
        )
    }

    @Test(arguments: ["wrong-passphrase", nil])
    func anotherPassphrase(passphrase: String?) async throws {
        var settings = SRTTransmit.Settings()
        settings.outPassphrase = "0123456789abc"
        let relay = try await SRTTransmit.start(settings)
        let text = try await failure(relay.outURL + (passphrase.map { "&passphrase=\($0)" } ?? ""))
        #expect(
            text == "receiver: cannot open the stream: nobody answers there, or the passphrase is another: "
                + "srt://127.0.0.1:\(relay.settings.outPort ?? 0)?…\(Self.checkAddress)"
        )
        await relay.stop()
    }

    @Test func noSuchStreamOfRTSP() async throws {
        let server = try await GStreamerRTSP.start()
        let text = try await failure(server.url("/nothing"))
        #expect(
            text == "receiver: cannot open the stream: Server returned 404 Not Found: \(server.url("/nothing"))"
                + Self.checkAddress
        )
        let other = try await failure(server.url("/cam?transport=pigeon"))
        #expect(
            other == "receiver: cannot open the stream: its transport is neither tcp nor udp: \(server.url("/cam?…"))"
                + Self.checkAddress
        )
        await server.stop()
    }

    @Test func nginxWaitsForAStreamThatNobodySends() async throws {
        let nginx = try await NginxServer.start()
        let url = nginx.rtmp("nobody")
        #expect(try await failure(url, "--start-limit", "2") == Self.noPicture(url))
        await nginx.stop()
    }

    @Test(arguments: ["srt", "udp", "rtp"])
    func nobodySends(scheme: String) async throws {
        let place = "\(scheme)://127.0.0.1:\(try LoopbackPort.freeUDP())"
        let url = scheme == "srt" ? place + "?mode=listener" : place
        #expect(try await failure(url, "--start-limit", "2") == Self.noPicture(url))
    }

    private static func noPicture(_ url: String) -> String {
        "receiver: no picture within 2 s: \(url). Is it a live video? Look with `ffplay`, or allow more time with "
            + "--start-limit"
    }

    @Test func aServerThatDiesEndsTheRunByItsStallLimit() async throws {
        let nginx = try await NginxServer.start()
        try await ServingStreamer.serving(ProtocolRun.picture + ["--push", nginx.rtmp("cam")]) { streamer in
            let running = Task {
                try await receiver.run(
                    [nginx.rtmp("cam"), "--clock", streamer.url("/clock"), "--duration", "300"]
                        // Longer than a busy machine makes the living stream wait.
                        + ["--stall-limit", "15", "--json"],
                    in: folder.path
                )
            }
            try await StoredSamples.wait(for: 30, in: folder.file("glasslab.sqlite"))
            await nginx.kill()
            let outcome = try await running.value
            #expect(outcome.exitCode == 3, "\(outcome.errors)")
            let summary = try SummaryJSON.decode(outcome.output)
            #expect(summary.run.endReason == .stalled)
            #expect(summary.frames.marked >= 30 && summary.frames.unreadable == 0)
            #expect(summary.frameDelayMs != nil)
        }
    }

    @Test func aServerThatComesBackIsConnectedToAgain() async throws {
        let nginx = try await NginxServer.start()
        try await ServingStreamer.serving(ProtocolRun.picture + ["--push", nginx.rtmp("cam")]) { streamer in
            let running = Task {
                try await receiver.run(
                    [nginx.rtmp("cam"), "--clock", streamer.url("/clock"), "--duration", "240"]
                        // However long connecting again takes, it is done: the server dies long before the limit.
                        + ["--frame-limit", "300", "--stall-limit", "120", "--json"],
                    in: folder.path
                )
            }
            try await StoredSamples.wait(for: 30, in: folder.file("glasslab.sqlite"))
            await nginx.kill()
            let again = try await NginxServer.start(nginx.settings, in: nginx.folder)
            let outcome = try await running.value
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            let summary = try SummaryJSON.decode(outcome.output)
            #expect(summary.run.endReason == .frameLimit)
            #expect(summary.reconnects.count >= 1 && summary.reconnects.gapMs > 0)
            #expect(summary.events.contains { $0.code == "reconnected" })
            #expect((summary.frames.dropped ?? 0) > 0 && summary.frames.unreadable == 0)
            await again.stop()
        }
    }
}
