import Foundation
import LabTesting
import Testing

/// What a user can give a receiver that cannot be measured: a clear error, an exit code, and nothing lost.
@Suite(.realTime) struct ReceiverFailureTests {
    let receiver = BuiltExecutable("receiver")
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func run(_ arguments: String...) async throws -> BuiltExecutable.Outcome {
        try await receiver.run(arguments, in: folder.path)
    }

    private func write(_ bytes: Data, to name: String) throws -> String {
        try bytes.write(to: URL(filePath: folder.file(name)))
        return name
    }

    /// The last line on standard error, after progress.
    private func lastLine(_ outcome: BuiltExecutable.Outcome) -> String {
        outcome.errors.split(separator: "\n").last.map(String.init) ?? ""
    }

    @Test func refusedConnection() async throws {
        // A port that was free a moment ago, and that nobody listens on.
        let port = try LoopbackPort.free()
        let outcome = try await run("http://127.0.0.1:\(port)/live.ts")
        #expect(outcome.exitCode == 1)
        #expect(outcome.output == "")
        #expect(
            lastLine(outcome)
                == "receiver: cannot open the stream: Connection refused: http://127.0.0.1:\(port)/live.ts. "
                + "Check that the address is right and that its sender is running"
        )
    }

    @Test func missingFile() async throws {
        let outcome = try await run("nothing.ts")
        #expect(outcome.exitCode == 1)
        #expect(lastLine(outcome).hasPrefix("receiver: cannot open the stream: No such file or directory: nothing.ts"))
    }

    @Test func aFolder() async throws {
        let outcome = try await run(folder.path)
        #expect(outcome.exitCode == 1)
        #expect(lastLine(outcome).hasPrefix("receiver: "))
        #expect(lastLine(outcome).contains(folder.path))
    }

    @Test func aPageInsteadOfAStream() async throws {
        let name = try write(Data("<!doctype html><html><body>login</body></html>".utf8), to: "page.ts")
        let outcome = try await run(name)
        #expect(outcome.exitCode == 1)
        #expect(lastLine(outcome).contains("HTML"))
    }

    @Test func noise() async throws {
        var generator = SeededGenerator(seed: 62)
        let bytes = (0..<200_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let outcome = try await run(try write(Data(bytes), to: "noise.ts"))
        #expect(outcome.exitCode == 1)
        #expect(lastLine(outcome).hasPrefix("receiver: "))
    }

    @Test func soundOnly() async throws {
        try await TestMedia.tone(folder.file("tone.ts"))
        let outcome = try await run("tone.ts")
        #expect(outcome.exitCode == 1)
        #expect(lastLine(outcome).contains("no video"))
    }

    @Test func aVideoWithoutMarksIsStoredAndDoneInPart() async throws {
        try await TestMedia.unmarkedVideo(folder.file("plain.mp4"))
        let outcome = try await run("plain.mp4", "--json", "--id", "plain")
        #expect(outcome.exitCode == 3)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        let frames = try #require(object["frames"] as? [String: Any])
        #expect(frames["decoded"] as? Int == 50)
        #expect(frames["marked"] as? Int == 0)
        #expect(frames["unreadable"] as? Int == 50)
        #expect(object["frame_delay_ms"] is NSNull)
        #expect((object["run"] as? [String: Any])?["end_reason"] as? String == "no_mark")
    }

    @Test(arguments: ["folder", "text", "newer"])
    func aDatabaseThatCannotBeUsed(_ kind: String) async throws {
        switch kind {
        case "folder":
            try FileManager.default.createDirectory(atPath: folder.file("db"), withIntermediateDirectories: false)
        case "text":
            _ = try write(Data(String(repeating: "this is no database ", count: 100).utf8), to: "db")
        default:
            let first = try await run("nothing.ts", "--db", "db")
            #expect(first.exitCode == 1)
            try await SQLiteShell.run(
                folder.file("db"),
                "INSERT INTO grdb_migrations(identifier) VALUES ('9999-from-the-future')"
            )
        }
        let before = try? Data(contentsOf: URL(filePath: folder.file("db")))
        let outcome = try await run("nothing.ts", "--db", "db")
        #expect(outcome.exitCode == 1)
        #expect(lastLine(outcome).hasPrefix("receiver: "))
        #expect(lastLine(outcome).contains(": db. "))
        #expect((try? Data(contentsOf: URL(filePath: folder.file("db")))) == before)
    }
}
