import Foundation
import LabCommand
import LabTesting
import Testing

@Suite struct InputFileTests {
    private func text(of file: InputFile) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try file.forEachPiece { piece in
            #expect(!piece.isEmpty && piece.count <= 1 << 18)
            for index in piece.indices {
                bytes.append(piece[index])
            }
        }
        return bytes
    }

    @Test(arguments: [0, 1, 1 << 18, 600_000])
    func everythingIsHandedOut(count: Int) throws {
        let folder = try TemporaryFolder()
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 / 7) }
        try Data(bytes).write(to: URL(filePath: folder.file("a.csv")))
        let file = try InputFile(folder.file("a.csv"))
        #expect(file.expectedBytes == count)
        #expect(try text(of: file) == bytes)
        #expect(try text(of: file).isEmpty)
    }

    @Test func whatTheBodyThrowsComesThrough() throws {
        let folder = try TemporaryFolder()
        try Data("x".utf8).write(to: URL(filePath: folder.file("a.csv")))
        #expect(throws: CommandError.missing(.id)) {
            try InputFile(folder.file("a.csv")).forEachPiece { _ in throw CommandError.missing(.id) }
        }
    }

    @Test func missingFilesAndFoldersAreSaid() throws {
        #expect(throws: CommandError.inputFailed(path: "/no/a.csv", reason: "No such file or directory")) {
            try InputFile("/no/a.csv")
        }
        let folder = try TemporaryFolder()
        #expect(throws: CommandError.inputFailed(path: folder.path, reason: "Is a directory")) {
            try InputFile(folder.path).forEachPiece { _ in }
        }
    }
}
