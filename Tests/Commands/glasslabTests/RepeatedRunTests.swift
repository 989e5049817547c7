import Foundation
import LabModel
import LabTesting
import RunStore
import Testing

/// The command that a report gives to measure a run again, taken by a shell: the new run has the settings of the first.
@Suite(.realTime, .timeLimit(.minutes(60))) struct RepeatedRunTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private struct Report: Decodable {
        struct Run: Decodable {
            var command: String?
        }

        var runs: [Run]
    }

    /// Measures a run again as the report of its database says, and compares what both were measured with.
    private func repeatAndCompare(_ id: String) async throws -> RunManifest {
        let report = try await BuiltExecutable("glasslab").run(["report", id, "--json"], in: folder.path)
        try #require(report.exitCode == 0, "\(report.errors)")
        let runs = try JSONDecoder().decode(Report.self, from: Data(report.output.utf8)).runs
        let command = try #require(runs.first?.command)
        let again = try await BuiltExecutable.shell(
            "PATH='\(BuiltExecutable.folder)':$PATH; \(command)",
            in: folder.path
        )
        try #require(again.exitCode == 0, "\(command): \(again.errors)")
        let store = try RunStore.open(folder.file("glasslab.sqlite"), mode: .readOnly)
        let (first, second) = (try store.run(named: "\(id)@1").manifest, try store.run(named: "\(id)@2").manifest)
        #expect(Self.chosen(first.settings) == Self.chosen(second.settings), "\(command)")
        #expect(first.provider == second.provider)
        #expect(Self.withoutPort(first.url) == Self.withoutPort(second.url))
        return first
    }

    /// A launched streamer serves at a port that the system chooses anew.
    private static func chosen(_ settings: [String: SettingValue]) -> [String: SettingValue] {
        var settings = settings
        settings["control"] = settings["control"]?.text.map { .text(withoutPort($0)) }
        return settings
    }

    private static func withoutPort(_ url: String) -> String {
        url.replacing(/127\.0\.0\.1:[0-9]+/, with: "127.0.0.1")
    }

    @Test func aLaunchedRunIsRepeatedWithAllItsSettings() async throws {
        try Data("providers:\n  - name: mine\n    playback: /live.ts\n".utf8).write(
            to: URL(filePath: folder.file("my providers.yaml"))
        )
        let outcome = try await BuiltExecutable("start-task-and-client").run(
            [
                "--id", "launched", "--cpu", "1024", "--memory", "2.5", "--fps", "30000/1001", "--size", "320x240",
                "--video-type", "LIVE", "--codec", "h264", "--bitrate", "812345", "--gop", "0.5", "--audio",
                "--duration", "1.25", "--frame-limit", "400", "--start-limit", "21", "--clock", "same-host",
                "--provider", "mine", "--providers", "my providers.yaml", "--live-edge", "2.5", "--variant", "highest",
                "--allow", "10.0.0.0/8", "--allow", "cdn.example", "--quality", "psnr,ssim", "--quality-every", "2",
                "--keep-worst", "1", "--quality-spool", "50", "--link", "delay=5ms,jitter=1ms", "--joins", "2",
                "--sweep", "night", "--sweep-line", "3",
            ],
            in: folder.path
        )
        try #require(outcome.exitCode == 0, "\(outcome.errors)")
        let settings = try await repeatAndCompare("launched").settings
        #expect(settings["providers"] == .text("my providers.yaml"))
        #expect(settings["allow"] == .text("10.0.0.0/8 cdn.example"))
        #expect(settings["link"]?.text?.contains("seed=") == true)
        #expect(settings["audio"] == .flag(true))
    }

    @Test func aReceivedRunIsRepeatedWithAllItsSettings() async throws {
        try await ServingStreamer.serving { streamer in
            let outcome = try await BuiltExecutable("receiver").run(
                [
                    streamer.url("/live.ts"), "--id", "received", "--duration", "8.5", "--frame-limit", "300",
                    "--start-limit", "20", "--stall-limit", "7.5", "--drain", "1.5", "--period", "500ms",
                    "--control", streamer.url("/live.mp4"), "--clock", streamer.url("/clock"),
                    "--stream", streamer.url("/stream"), "--allow", "localhost", "--provider", "it's mine",
                ],
                in: folder.path
            )
            try #require(outcome.exitCode == 0, "\(outcome.errors)")
            let settings = try await repeatAndCompare("received").settings
            #expect(settings["stream"] == .text(streamer.url("/stream")))
            #expect(settings["drain_s"] == .number(1.5) && settings["stall_limit_s"] == .number(7.5))
            #expect(settings["control"] == .text(streamer.url("/live.mp4")))
        }
    }
}
