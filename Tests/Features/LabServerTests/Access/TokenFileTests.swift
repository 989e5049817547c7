import Foundation
import HTTPTypes
import LabModel
import LabTesting
import RunStore
import Testing

@testable import LabServer

@Suite("Token file")
struct TokenFileTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func file(_ text: String, mode: Int = 0o600) throws -> String {
        let path = folder.file("token")
        try Data(text.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    @Test(
        "the first line is the token",
        arguments: ["abcdefghijklmnop", "abcdefghijklmnop\n", "abcdefghijklmnop\r\nmore\n"]
    )
    func token(text: String) throws {
        #expect(try TokenFile.read(file(text)) == Array("abcdefghijklmnop".utf8))
    }

    @Test(
        "a file that others can read is refused",
        arguments: [(0o644, "644"), (0o640, "640"), (0o604, "604"), (0o660, "660")]
    )
    func exposed(mode: Int, told: String) throws {
        let path = try file("abcdefghijklmnop", mode: mode)
        let error = #expect(throws: LabServerError.self) { try TokenFile.read(path) }
        #expect(
            error?.description
                == "the token's file can be read by others, its mode is \(told): \(path). "
                + "Keep it to yourself with: chmod 600 \(path)"
        )
        #expect(error?.exitStatus == .usage)
    }

    @Test(
        "what could be guessed is refused",
        arguments: [
            "", "short", "\nabcdefghijklmnop", "has a space in it", "tücken-und-tücken-und",
            String(repeating: "a", count: 1_001),
        ]
    )
    func weak(text: String) throws {
        let path = try file(text)
        #expect(throws: LabServerError.weakToken(path: path)) { try TokenFile.read(path) }
    }

    @Test("what is no file is refused")
    func noFile() throws {
        let missing = folder.file("missing")
        #expect(throws: LabServerError.unreadableToken(path: missing, reason: "No such file or directory")) {
            try TokenFile.read(missing)
        }
        #expect(throws: LabServerError.unreadableToken(path: folder.path, reason: "it is no file")) {
            try TokenFile.read(folder.path)
        }
    }
}
