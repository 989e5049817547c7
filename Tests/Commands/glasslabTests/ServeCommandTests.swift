import Foundation
import LabModel
import LabTesting
import Machine
import Subprocess
import SystemPackage
import Testing

/// `glasslab serve` from outside.
@Suite("glasslab serve", .realTime, .timeLimit(.minutes(60)))
struct ServeCommandTests {
    private let glasslab = BuiltExecutable("glasslab")

    /// The port in a ready file, once it is there.
    private func readyPort(_ file: String) async throws -> Int {
        struct Ready: Decodable {
            var port: Int
            var pid: Int32
        }
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while clock.monotonicNow() < deadline {
            if let text = FileManager.default.contents(atPath: file) {
                return try JSONDecoder().decode(Ready.self, from: text).port
            }
            try await clock.sleep(for: .milliseconds(10))
        }
        throw CancellationError()
    }

    @Test("it serves, says where, and ends cleanly with Ctrl-C; the store is made where there is none")
    func serves() async throws {
        let folder = try TemporaryFolder()
        let ready = folder.file("ready.json")
        let result = try await Subprocess.run(
            .path(.init(glasslab.path)),
            arguments: ["serve", "--port", "0", "--ready-file", ready, "--db", folder.file("new.sqlite")],
            environment: BuiltExecutable.environment([:]),
            workingDirectory: .init(folder.path),
            input: .none,
            output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20)
        ) { execution in
            let port = try await readyPort(ready)
            let answer = try await BuiltExecutable.onPath(["curl", "-s", "http://127.0.0.1:\(port)/api/runs"])
            try execution.send(signal: .interrupt)
            return (port: port, answer: answer.output)
        }
        #expect(BuiltExecutable.code(result.terminationStatus) == 0)
        #expect(result.standardOutput.isEmpty)
        let (port, answer) = result.closureResult
        let expected = #"{"page":1,"pages":1,"per_page":50,"runs":[],"total":0}"#
        #expect(answer == expected)
        #expect(
            result.standardError
                == "serving \(folder.file("new.sqlite")) at http://127.0.0.1:\(port)/\n"
        )
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        var arguments: [String]
        var code: Int32
        var text: String

        var testDescription: String { arguments.joined(separator: " ") }
    }

    static let refusals = [
        Refusal(
            arguments: ["--host", "0.0.0.0"],
            code: 2,
            text: "others could reach the dashboard without a token: 0.0.0.0. "
                + "Name a file with a token with --token-file, or listen at 127.0.0.1."
        ),
        Refusal(
            arguments: ["--token-file", "missing"],
            code: 2,
            text: "cannot read the token: No such file or directory: missing. "
                + "Write one with: (umask 077; openssl rand -hex 32 > FILE)"
        ),
        Refusal(
            arguments: ["--port", "99999"],
            code: 2,
            text: "\"99999\" is not a whole number from 0 to 65535: --port. See --help for what it takes."
        ),
        Refusal(
            arguments: ["--db", "."],
            code: 1,
            text: "the database cannot be opened: it is a folder: .. "
                + "Give the path of a file, such as glasslab.sqlite, with --db."
        ),
    ]

    @Test("what keeps it from serving", arguments: refusals)
    func fails(refusal: Refusal) async throws {
        let folder = try TemporaryFolder()
        let outcome = try await glasslab.run(["serve"] + refusal.arguments, in: folder.path)
        #expect(outcome.exitCode == refusal.code)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors == "glasslab: \(refusal.text)\n")
    }
}
