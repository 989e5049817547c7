import Foundation
import LabTesting
import Testing

@Suite struct SweepPlanCommandTests {
    private let command = BuiltExecutable("glasslab")
    private let golden = GoldenFolder(beside: #filePath)
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func plan(_ arguments: String...) async throws -> (exitCode: Int32?, output: String, errors: String) {
        let outcome = try await command.run(["sweep", "plan"] + arguments, in: folder.path)
        return (outcome.exitCode, outcome.output, outcome.errors)
    }

    private func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: folder.file(name)))
    }

    @Test func helpIsAsRecorded() async throws {
        let outcome = try await command.run(["sweep", "plan", "--help"], environment: ["COLUMNS": "100"])
        #expect(outcome.exitCode == 0)
        #expect(try outcome.output == golden.expected("help-sweep-plan.txt", got: outcome.output))
    }

    /// What the first live lab's file was, whatever the environment says of single runs.
    @Test func withoutAnythingTheDefaultGridIsPlanned() async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        let file = try String(contentsOf: root.appending(path: "slurm/slurm_inputs.txt"), encoding: .utf8)
        let outcome = try await command.run(
            ["sweep", "plan"],
            environment: ["GLASSLAB_FPS": "50", "GLASSLAB_PROVIDER": "hls"],
            in: folder.path
        )
        #expect(outcome.exitCode == 0)
        #expect(outcome.output == file)
        #expect(outcome.errors.isEmpty)
    }

    @Test func aGridFileAndOptionsMakeAPlan() async throws {
        try write("image_size: 1\nfps: [25, 30]\ncpu_memory: 512:1\nprovider: [direct, ll-hls]\n", to: "g.yaml")
        let planned = try await plan(
            "g.yaml",
            "--fps",
            "50",
            "--option",
            "link=delay=10ms",
            "--option",
            "link=delay=50ms,loss=1%",
            "--name",
            "n",
            "--repeats",
            "2",
            "--interleave",
            "--verbose"
        )
        #expect(planned.exitCode == 0, "\(planned.errors)")
        #expect(
            planned.output == """
                1 50 512 1 n_0 provider=direct link=delay=10ms
                1 50 512 1 n_2 provider=ll-hls link=delay=10ms
                1 50 512 1 n_3 provider=ll-hls link=delay=50ms,loss=1%
                1 50 512 1 n_1 provider=direct link=delay=50ms,loss=1%
                1 50 512 1 n_6 provider=ll-hls link=delay=10ms
                1 50 512 1 n_4 provider=direct link=delay=10ms
                1 50 512 1 n_5 provider=direct link=delay=50ms,loss=1%
                1 50 512 1 n_7 provider=ll-hls link=delay=50ms,loss=1%

                """
        )
        #expect(planned.errors == "8 runs: provider 2 x link 2 x repeats 2\n")
    }

    @Test func aSeedGivesTheSameOrderAgain() async throws {
        let first = try await plan("--shuffle", "42")
        let again = try await plan("--shuffle", "42")
        let other = try await plan("--shuffle", "43")
        #expect(first.exitCode == 0)
        #expect(first.output == again.output)
        #expect(first.output != other.output)
        #expect(first.output.split(separator: "\n").sorted() == other.output.split(separator: "\n").sorted())
    }

    @Test func thePowerEstimateIsTold() async throws {
        let planned = try await plan(
            "--image-size",
            "1",
            "--fps",
            "25",
            "--cpu-memory",
            "512:1",
            "--provider",
            "direct,ll-hls",
            "--option",
            "gop=1",
            "--option",
            "gop=2",
            "--option",
            "gop=4",
            "--repeats",
            "2",
            "--interleave",
            "--difference",
            "5ms",
            "--between-runs",
            "2.5ms"
        )
        #expect(planned.exitCode == 0)
        #expect(planned.output.split(separator: "\n").count == 12)
        #expect(
            planned.errors == """
                To show a difference of 5 ms in 80 % of sweeps, where runs of the same settings differ by 2.5 ms (standard \
                deviation; alpha 0.05):
                  6 repeats between two single settings (with 2: fewer than 4 runs a side, which speak \
                of themselves only)
                  2 repeats between two values of provider, 3 settings a side (with 2: shown in 85.7 %)
                  3 repeats between two values of gop, 2 settings a side (with 2: shown in 62.2 %)

                """
        )
    }

    @Test func machinesGetTheWholePlan() async throws {
        let planned = try await plan(
            "--image-size",
            "1",
            "--fps",
            "25",
            "--cpu-memory",
            "512:1",
            "--codec",
            "h264,hevc",
            "--shuffle",
            "1",
            "--json",
            "--difference",
            "5ms",
            "--between-runs",
            "2ms"
        )
        #expect(planned.exitCode == 0)
        #expect(try planned.output == golden.expected("sweep-plan.json", got: planned.output))
        let object = try JSONSerialization.jsonObject(with: Data(planned.output.utf8)) as? [String: Any]
        #expect(object?["seed"] as? Int == 1)
        #expect((object?["lines"] as? [[String: Any]])?.count == 2)
    }

    @Test(arguments: [
        (["--fps", "25,x"], "glasslab: fps \"x\" is not a frame rate such as 25 or 29.97, from 0.1 to 1000: --fps. "),
        (["--fps", "25,"], "glasslab: fps \"\" is not a frame rate such as 25 or 29.97, from 0.1 to 1000: --fps. "),
        (["--codec", "h264,h264"], "glasslab: codec has the value \"h264\" twice: --codec. "),
        (["--interleave"], "glasslab: there are no two providers to interleave. "),
        (["--repeats", "0"], "glasslab: 0 repeats are not from 1 to 10000. "),
        (["--repeats", "2000"], "glasslab: the grid has more than 100000 runs. "),
        (["--name", "a/b"], "glasslab: names cannot begin with \"a/b\". "),
        (["bad.yaml"], "glasslab: unknown key \"fsp\": bad.yaml:2:1. Known are image_size, fps, cpu_memory, "),
        (["wrong.yaml"], "glasslab: image_size \"9\" is not a picture size by its number, 0 to 3: wrong.yaml:1:17. "),
        (
            ["--difference", "5", "--between-runs", "2ms"],
            "glasslab: \"5\" is not a length of time with its unit, such as 5ms or 0.5ms: --difference. "
        ),
        (
            ["--difference", "5ms", "--between-runs", "0ms"],
            "glasslab: \"0ms\" is not a length of time with its unit, such as 5ms or 0.5ms: --between-runs. "
        ),
        (
            ["--difference", "5ms", "--between-runs", "2ms", "--alpha", "1"],
            "glasslab: the alpha 1.0 is not from 0.0001 to 0.5. "
        ),
        (["--difference", "5ms"], "Error: --difference and --between-runs go together."),
        (["--shuffle", "1", "--interleave"], "Error: --shuffle and --interleave are two orders: choose one."),
        (["--shuffle", "x"], "Error: The value 'x' is invalid for '--shuffle <seed>'"),
        (
            ["--option", "gop"],
            "Error: --option takes key=value with an option of start-task-and-client, such as gop=2"
        ),
        (
            ["--option", "db=x"],
            "Error: --option takes key=value with an option of start-task-and-client, such as gop=2"
        ),
        (["--bogus"], "Error: Unknown option '--bogus'"),
    ])
    func wrongUsageSaysWhatAndWhere(arguments: [String], start: String) async throws {
        try write("fps: 25\nfsp: 30\n", to: "bad.yaml")
        try write("image_size: [0, 9]\n", to: "wrong.yaml")
        let outcome = try await command.run(["sweep", "plan"] + arguments, in: folder.path)
        #expect(outcome.exitCode == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix(start), "\(outcome.errors)")
    }

    @Test func aMissingGridIsSaid() async throws {
        let planned = try await plan("none.yaml")
        #expect(planned.exitCode == 1)
        #expect(planned.output.isEmpty)
        #expect(
            planned.errors == "glasslab: cannot read: No such file or directory: none.yaml. Check the path and its "
                + "permissions.\n"
        )
    }
}
