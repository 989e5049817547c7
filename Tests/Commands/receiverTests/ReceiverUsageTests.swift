import Foundation
import LabTesting
import Testing

@Suite struct ReceiverUsageTests {
    let receiver = BuiltExecutable("receiver")
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func run(
        _ arguments: String...,
        environment: [String: String] = [:]
    ) async throws -> BuiltExecutable.Outcome {
        try await receiver.run(arguments, environment: environment, in: folder.path)
    }

    @Test func tellsItsVersion() async throws {
        #expect(try await run("--version") == .init(exitCode: 0, output: "receiver 0.1.0\n", errors: ""))
    }

    @Test func helpIsAsRecorded() async throws {
        let outcome = try await run("--help", environment: ["COLUMNS": "80"])
        #expect(outcome.exitCode == 0)
        #expect(outcome.errors == "")
        #expect(try outcome.output == GoldenFolder(beside: #filePath).expected("help.txt", got: outcome.output))
    }

    @Test(
        arguments: [
            ([], "Error: Missing expected argument '<url>'"),
            (["a", "-ip", "b"], "Error: Give either an address or -ip, not both."),
            (["a", "--task", "b"], "Error: Give either an address or a task, not both."),
            (["-c", "Lab"], "Error: Missing expected argument '<url>'"),
            (["--task", "b", "--duration", "soon"], "receiver: \"soon\" is not a length of time above zero "),
            (["--nonsense", "a"], "Error: Unknown option '--nonsense'"),
            (
                ["a", "--duration", "soon"],
                "receiver: \"soon\" is not a length of time above zero such as 10, 500ms or 2m: --duration. "
            ),
            (
                ["a", "--duration", "0"],
                "receiver: \"0\" is not a length of time above zero such as 10, 500ms or 2m: --duration. "
            ),
            (["a", "--frame-limit", "0"], "receiver: \"0\" is not a whole number from 1: --frame-limit. "),
            (
                ["a", "--clock", "mine"],
                "receiver: \"mine\" is not auto, same-host, none, ntp://HOST[:PORT] or the http address of a /clock: "
            ),
            (
                ["http://h/a", "--control", "middle"],
                "receiver: \"middle\" is not an address, or one of left, right, top, bottom: --control. "
                    + "See --help for what it takes.\n"
            ),
            (
                ["a.mp4", "--control", "http://h/a"],
                "receiver: \"http://h/a\" is not one of left, right, top, bottom, which alone go with a file: --control. "
                    + "See --help for what it takes.\n"
            ),
            (
                ["a", "--protocol", "dash"],
                "receiver: \"dash\" is not one of auto, hls, ll-hls, libav: --protocol. See --help for what it takes.\n"
            ),
            (
                ["a", "--variant", "best"],
                "receiver: \"best\" is not highest, lowest, abr, a size such as 1280x720 or a bit rate such as 2500k: "
                    + "--variant. See --help for what it takes.\n"
            ),
            (
                ["a", "--allow", "10.0.0.0/40"],
                "receiver: \"10.0.0.0/40\" is not a host, an address or a block such as 10.0.0.0/8: --allow. "
                    + "See --help for what it takes.\n"
            ),
            (
                ["a", "--live-edge", "near"],
                "receiver: \"near\" is not a length of time such as 10, 500ms or 2m, up to 720h: --live-edge. "
            ),
            (
                ["http://h/a", "--joins", "1001"],
                "receiver: \"1001\" is not a whole number from 1 to 1000: --joins. See --help for what it takes.\n"
            ),
            (
                ["a.mp4", "--joins", "2"],
                "receiver: \"2\" is not 1, because a file or pipe can be joined only once: --joins. "
                    + "See --help for what it takes.\n"
            ),
            (["a", "--id", "x@2"], "receiver: \"x@2\" is not a run's name: "),
        ] as [([String], String)]
    )
    func wrongUsageSaysWhatAndExitsWith2(_ arguments: [String], _ start: String) async throws {
        let outcome = try await receiver.run(arguments, in: folder.path)
        #expect(outcome.exitCode == 2)
        #expect(outcome.output == "")
        #expect(outcome.errors.hasPrefix(start), "\(outcome.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func settingsComeFromTheEnvironmentToo() async throws {
        let outcome = try await run("a", environment: ["GLASSLAB_DURATION": "soon"])
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.contains("GLASSLAB_DURATION in the environment"))
    }
}
