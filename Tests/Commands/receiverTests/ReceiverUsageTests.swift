import LabTesting
import Testing

@Suite struct ReceiverUsageTests {
    let receiver = BuiltExecutable("receiver")

    @Test func tellsItsVersion() async throws {
        let outcome = try await receiver.run(["--version"])
        #expect(outcome == .init(exitCode: 0, output: "receiver 0.1.0\n", errors: ""))
    }
}
