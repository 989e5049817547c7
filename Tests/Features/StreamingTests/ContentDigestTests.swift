import Foundation
import LabTesting
import Testing

@testable import Streaming

@Suite("Content digest")
struct ContentDigestTests {
    @Test(
        "is the SHA-256 of the whole file",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            // A million of the letter a, FIPS 180's third example; read in one part.
            (
                String(repeating: "a", count: 1_000_000),
                "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
            ),
        ]
    )
    func known(content: String, digest: String) throws {
        let file = try TemporaryFolder().file("content")
        try FileManager.default.createDirectory(
            at: URL(filePath: file).deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(content.utf8).write(to: URL(filePath: file))
        #expect(try ContentDigest.sha256(ofFile: file) == digest)
    }

    @Test("a file of several parts has the digest of all of them")
    func parts() async throws {
        let folder = try TemporaryFolder()
        let file = folder.file("content")
        try Data((0..<3_500_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }).write(to: URL(filePath: file))
        let known = try await BuiltExecutable.shell("sha256sum \(file)").output.prefix(64)
        #expect(try ContentDigest.sha256(ofFile: file) == known)
    }

    @Test("a file that cannot be read is told with its path")
    func unreadable() {
        let error = #expect(throws: StreamingError.self) { try ContentDigest.sha256(ofFile: "/nowhere/clip.mp4") }
        guard case .unreadableContent(let path, let reason)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(path == "/nowhere/clip.mp4" && !reason.isEmpty)
    }

    @Test("what has no end is refused before it is read")
    func endless() {
        #expect(throws: StreamingError.unreadableContent(path: "/dev/zero", reason: "it is no regular file")) {
            try ContentDigest.sha256(ofFile: "/dev/zero")
        }
    }
}
