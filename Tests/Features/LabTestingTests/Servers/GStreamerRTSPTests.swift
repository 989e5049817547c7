import LabModel
import LabTesting
import Machine
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
        // The server writes what it took a moment after the sender has gone, but for the last frames that it still holds.
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        var recorded = 0
        while recorded < 50, clock.monotonicNow() < deadline {
            try await clock.sleep(for: .milliseconds(50))
            recorded = try await TestPush.packets("-i \(server.recording)")
        }
        #expect((50...60).contains(recorded))
        await server.stop()
    }
}
