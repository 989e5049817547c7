import Foundation
import Glibc
import LabTesting
import Testing

@testable import Sweeping

@Suite struct AttemptFolderTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func itGoesWithTheAttempt() throws {
        var attempt: AttemptFolder? = try AttemptFolder.make(in: folder.path)
        let path = try #require(attempt?.path)
        #expect(WholeFile.exists(path))
        attempt = nil
        #expect(!WholeFile.exists(path))
    }

    @Test func whatDeadAttemptsLeftIsRemovedAndLivingOnesStay() throws {
        let base = folder.file("glasslab-sweep-\(getuid())")
        for name in ["attempt-dead", "attempt-older", "something-else"] {
            try WholeFile.makeFolder("\(base)/\(name)")
        }
        try Data("store".utf8).write(to: URL(filePath: "\(base)/attempt-dead/lab.sqlite"))
        try Data().write(to: URL(filePath: "\(base)/attempt-dead/lock"))
        let living = try AttemptFolder.make(in: folder.path)
        let other = try AttemptFolder.make(in: folder.path)
        let names = try FileManager.default.contentsOfDirectory(atPath: base)
        let kept = [living.path, other.path].map { URL(filePath: $0).lastPathComponent }
        #expect(Set(names) == Set(kept + ["something-else", "gate.lock"]))
    }
}
