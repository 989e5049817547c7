import Foundation
import LabTesting
import Testing

@Suite("streamer", .realTime, .timeLimit(.minutes(60)))
struct StreamerCommandTests {
    private let streamer = BuiltExecutable("streamer")

    @Test(
        "a bad value exits with 2 and says what would be good",
        arguments: [
            (["--fps", "0"], "\"0\" is not a frame rate such as 25, 29.97 or 30000/1001, from 0.1 to 1000: --fps"),
            (["--size", "7x7"], "\"7x7\" is not a size such as 1280x720, both even and from 16 to 8192: --size"),
            (["--codec", "h263"], "\"h263\" is not one of h264, hevc, vp9, av1, mjpeg: --codec"),
            (["--port", "65536"], "\"65536\" is not a whole number from 0 to 65535: --port"),
            (["--video-type", "PRERECORDED"], "a prerecorded stream needs a video file"),
            (["--ladder", "720p"], "the ladder cannot be made: 720 lines are more than the stream's 480: --ladder"),
            (
                ["--ladder", "240p,7"],
                "\"240p,7\" is not a list of up to 8 heights such as 720p,480p,240p, each even and"
            ),
            (["--ladder", "240p", "--codec", "mjpeg"], "the ladder cannot be made: segments do not carry mjpeg"),
            (["--audio", "--codec", "mjpeg"], "no container carries mjpeg with sound: --audio. Leave it out, or take"),
            (["--part-duration", "1ms"], "\"1ms\" is not a length of time from 10ms to 1m: --part-duration"),
            (["--segment-duration", "61"], "\"61\" is not a length of time from 10ms to 1m: --segment-duration"),
            (["--hls-window", "3"], "\"3\" is not a whole number from 4 to 1000: --hls-window"),
            (["--wrong"], "Unknown option '--wrong'"),
            (["render", "--frames", "0", "--out", "x.ts"], "\"0\" is not a whole number from 1 to 10000000: --frames"),
        ]
    )
    func usage(arguments: [String], text: String) async throws {
        let outcome = try await streamer.run(arguments)
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.contains(text), "\(outcome.errors)")
        #expect(outcome.output == "")
    }

    @Test("the old bare variables count below flags, and are told")
    func oldVariables() async throws {
        let bad = try await streamer.run([], environment: ["FPS": "zero"])
        #expect(bad.exitCode == 2)
        #expect(bad.errors.contains("FPS in the environment"))
        let good = try await streamer.run(
            ["--fps", "50", "--port", "0", "--frame-limit", "5", "--json"],
            environment: ["FPS": "10", "IMAGE_SIZE": "0"]
        )
        #expect(good.exitCode == 0)
        #expect(good.errors.contains("486x240 at 50 fps"))
        #expect(good.output.contains("\"frames\":5"))
    }

    @Test("writes the ready file and ends with its frames")
    func readyFile() async throws {
        let folder = try TemporaryFolder()
        let file = folder.file("ready.json")
        let outcome = try await streamer.run(["--port", "0", "--duration", "300ms", "--ready-file", file])
        #expect(outcome.exitCode == 0)
        let ready = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: file))) as? [String: Int]
        #expect((ready?["port"] ?? 0) > 0)
        #expect(ready?.keys.sorted() == ["pid", "port", "stream_id"])
    }

    @Test("renders a file")
    func render() async throws {
        let folder = try TemporaryFolder()
        let file = folder.file("marked.mp4")
        let outcome = try await streamer.run(["render", "--frames", "10", "--fps", "25", "--out", file])
        #expect(outcome.exitCode == 0)
        let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int
        #expect((size ?? 0) > 1_000)
    }

    @Test("ends when the process that it is tied to has ended")
    func exitWith() async throws {
        let outcome = try await streamer.run(["--port", "0", "--exit-with", "\(Int32.max)"])
        #expect(outcome.exitCode == 0)
    }

    @Test("help is as recorded", arguments: ["", "serve", "render"])
    func help(command: String) async throws {
        let outcome = try await streamer.run(
            (command.isEmpty ? [] : [command]) + ["--help"],
            environment: ["COLUMNS": "100"]
        )
        #expect(outcome.exitCode == 0)
        #expect(outcome.errors.isEmpty)
        #expect(command != "" || outcome.output.contains("EXAMPLES"))
        let name = command.isEmpty ? "help.txt" : "help-\(command).txt"
        #expect(try outcome.output == GoldenFolder(beside: #filePath).expected(name, got: outcome.output))
    }
}
