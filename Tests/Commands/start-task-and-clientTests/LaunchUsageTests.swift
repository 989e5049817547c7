import Foundation
import LabTesting
import Testing

@Suite struct LaunchUsageTests {
    let launcher = BuiltExecutable("start-task-and-client")
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func tellsItsVersion() async throws {
        let outcome = try await launcher.run(["--version"])
        #expect(outcome == .init(exitCode: 0, output: "start-task-and-client 0.1.0\n", errors: ""))
    }

    @Test func helpIsAsRecorded() async throws {
        let outcome = try await launcher.run(["--help"], environment: ["COLUMNS": "80"])
        #expect(outcome.exitCode == 0)
        #expect(outcome.errors == "")
        #expect(try outcome.output == GoldenFolder(beside: #filePath).expected("help.txt", got: outcome.output))
    }

    @Test(
        arguments: [
            ([], "start-task-and-client: --id is missing. Give it, or set GLASSLAB_ID.\n"),
            (
                ["--id", "a", "--report", "r.pdf"],
                "start-task-and-client: \"r.pdf\" is not a file that ends in .html, .md, .txt, .json or .csv: --report. See "
                    + "--help for what it takes.\n"
            ),
            (
                ["--id", "a@b"],
                "start-task-and-client: \"a@b\" is not a run's name: up to 200 characters without blanks, slashes and @: "
                    + "--id. See --help for what it takes.\n"
            ),
            (
                ["--id", "a", "--fps", "0"],
                "start-task-and-client: \"0\" is not a frame rate such as 25, 29.97 or 30000/1001, from 0.1 to 1000: --fps. "
                    + "See --help for what it takes.\n"
            ),
            (
                ["--id", "a", "-i", "4"],
                "start-task-and-client: \"4\" is not a whole number from 0 to 3: --image-size. "
                    + "See --help for what it takes.\n"
            ),
            (
                ["--id", "a", "-v", "BOTH"],
                "start-task-and-client: \"BOTH\" is not one of LIVE, PRERECORDED: --video-type. "
                    + "See --help for what it takes.\n"
            ),
            (
                ["--id", "a", "--on", "moon"],
                "start-task-and-client: \"moon\" is not one of local, ecs: --on. See --help for what it takes.\n"
            ),
            (
                ["--id", "a", "--joins", "0"],
                "start-task-and-client: \"0\" is not a whole number from 1 to 1000: --joins. "
                    + "See --help for what it takes.\n"
            ),
            (
                ["--id", "a", "--clock", "ntp://"],
                "start-task-and-client: \"ntp://\" is not auto, same-host, none, ntp://HOST[:PORT] or the http address of "
                    + "a /clock: --clock. See --help for what it takes.\n"
            ),
            (
                ["--id", "a", "--link", "push:loss=1%"],
                "start-task-and-client: this is no link: nothing is pushed to a provider here: \"push:loss=1%\". "
                    + "Leave push: out, or measure a provider that is pushed to with start-task-and-client.\n"
            ),
            (
                ["--id", "a", "--link", "delay=100ms,jitter=50ms,seed=1"],
                "start-task-and-client: this is no link: its jitter is more than a third of its delay: nothing arrives before "
                    + "it was sent: \"delay=100ms,jitter=50ms,seed=1\". Give less jitter, or more delay.\n"
            ),
            (
                ["--id", "a", "--provider", "cdn"],
                "start-task-and-client: there is no provider \"cdn\". There are direct, mp4, hls, ll-hls, nginx-rtmp; "
                    + "more come from a file: --providers.\n"
            ),
            (
                ["--id", "a", "--provider", "hls", "--provider", "hls"],
                "start-task-and-client: the provider \"hls\" is named twice. Name each once.\n"
            ),
            (
                ["--id", "a", "--providers", "/nowhere/p.yaml"],
                "start-task-and-client: cannot read the providers: No such file or directory: /nowhere/p.yaml. "
                    + "Name another file with --providers.\n"
            ),
            (
                ["--id", "a", "--provider", "hls", "--variant", "best"],
                "start-task-and-client: \"best\" is not highest, lowest, abr, a size such as 1280x720 or a bit rate such "
                    + "as 2500k: --variant. See --help for what it takes.\n"
            ),
        ] as [([String], String)]
    )
    func wrongUsageSaysWhatAndExitsWith2(_ arguments: [String], _ text: String) async throws {
        let outcome = try await launcher.run(arguments, in: folder.path)
        #expect(outcome.exitCode == 2)
        #expect(outcome.output == "")
        #expect(outcome.errors == text)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func unknownOptionsAreNamed() async throws {
        let outcome = try await launcher.run(["--id", "a", "--fsp", "25"], in: folder.path)
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.hasPrefix("Error: Unknown option '--fsp'. Did you mean '--fps'?"))
    }

    @Test func aMissingSecretIsNamedBeforeAnythingStarts() async throws {
        let text = "providers:\n  - name: acme\n    push: rtmp://h/live/${NO_SUCH_KEY}\n    playback: http://h/a.m3u8\n"
        try Data(text.utf8).write(to: URL(filePath: folder.file("p.yaml")))
        let outcome = try await launcher.run(
            ["--id", "a", "--providers", "p.yaml", "--provider", "direct", "--provider", "acme"],
            in: folder.path
        )
        #expect(outcome.exitCode == 2)
        #expect(
            outcome.errors
                == "start-task-and-client: the environment has no value for ${NO_SUCH_KEY}: p.yaml:3:11. "
                + "Set it: export NO_SUCH_KEY=…\n"
        )
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["p.yaml"])
    }
}
