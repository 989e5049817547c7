import Foundation
import LabTesting
import Testing

@Suite("streamer --push", .realTime, .timeLimit(.minutes(60)))
struct PushOptionTests {
    private let streamer = BuiltExecutable("streamer")

    @Test(
        "an address that nothing can be pushed to is wrong usage, told without its secrets",
        arguments: [
            (
                ["--push", "srt://host?passphrase=0123456789abc"],
                "streamer: cannot push there: it names no port: srt://host/…. "
                    + "docs/protocols.md lists what can be pushed to, with examples"
            ),
            (
                ["--push", "rtmp://user:s3cret@host/live/s3cret", "--codec", "vp9"],
                "streamer: flv does not carry vp9: rtmp://host/…. Encode with --codec h264, or push another way"
            ),
            (
                ["--push", "clip.txt"],
                "streamer: cannot push there: its extension names no container, as .ts, .mp4 and .mkv do: clip.txt. "
                    + "docs/protocols.md lists what can be pushed to, with examples"
            ),
        ]
    )
    func usage(arguments: [String], text: String) async throws {
        let outcome = try await streamer.run(arguments + ["--port", "0"])
        #expect(outcome == BuiltExecutable.Outcome(exitCode: 2, output: "", errors: text + "\n"))
    }

    @Test("SSL_CERT_FILE names whom to trust, and is wrong usage where it holds nobody")
    func authorities() async throws {
        let outcome = try await streamer.run(
            ["--push", "rtmps://127.0.0.1:1/live/s3cret", "--port", "0"],
            environment: ["SSL_CERT_FILE": "/nowhere/ca.pem"]
        )
        let text =
            "streamer: no certificates to trust can be read: it cannot be opened: /nowhere/ca.pem. "
            + "Name a PEM file in SSL_CERT_FILE, or unset it to trust whom the system trusts.\n"
        #expect(outcome == BuiltExecutable.Outcome(exitCode: 2, output: "", errors: text))
    }

    @Test("targets come from the environment too, and the report counts each")
    func environment() async throws {
        let folder = try TemporaryFolder()
        let port = try LoopbackPort.free()
        let outcome = try await streamer.run(
            ["--port", "0", "--frame-limit", "25", "--json"],
            environment: ["GLASSLAB_PUSH": "a.ts,rtmp://us3r:s3cret@127.0.0.1:\(port)/live/s3cret"],
            in: folder.path
        )
        #expect(outcome.exitCode == 0)
        #expect(
            outcome.errors.contains("warning streamer: push_failed reason=pushing failed: Connection refused"),
            "\(outcome.errors)"
        )
        #expect(!outcome.errors.contains("s3cret") && !outcome.output.contains("s3cret"))
        let report = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        let pushes = try #require(report?["pushes"] as? [[String: Any]])
        #expect(pushes.map { $0["url"] as? String } == ["a.ts", "rtmp://127.0.0.1:\(port)/…"])
        #expect(pushes.map { $0["frames"] as? Int } == [25, 0])
        #expect(pushes.map { $0["dropped"] as? Int } == [0, 25])
        #expect(FileManager.default.fileExists(atPath: folder.file("a.ts")))
    }
}
