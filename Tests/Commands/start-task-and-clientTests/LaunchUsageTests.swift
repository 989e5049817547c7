import LabTesting
import Testing

@Suite struct LaunchUsageTests {
    let launcher = BuiltExecutable("start-task-and-client")

    @Test func tellsItsVersion() async throws {
        let outcome = try await launcher.run(["--version"])
        #expect(outcome == .init(exitCode: 0, output: "start-task-and-client 0.1.0\n", errors: ""))
    }
}
