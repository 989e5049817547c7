import LabModel
import LabTesting
import Testing

@Suite(.realTime) struct GStreamerRTSPTests {
    @Test(arguments: ["tcp", "udp"])
    func playsItsPipeline(over transport: String) async throws {
        let pipeline = GStreamerRTSP.source("videotestsrc is-live=true", overlay: "debugqroverlay", size: (480, 360))
        let server = try await GStreamerRTSP.start(pipeline: pipeline)
        #expect(try await TestPush.packets("-rtsp_transport \(transport) -i \(server.url())", seconds: 1) >= 25)
        await server.stop()
    }

    @Test(arguments: ["tcp", "udp"])
    func recordsWhatIsAnnounced(over transport: String) async throws {
        let server = try await GStreamerRTSP.start()
        let outcome = try await TestPush.send(
            "-f rtsp -rtsp_transport \(transport) \(server.url("/record"))",
            seconds: 2
        )
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        await server.stop()
        #expect(try await TestPush.packets("-i \(server.recording)") == 60)
    }
}
