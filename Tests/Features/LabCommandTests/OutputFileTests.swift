import Foundation
import LabCommand
import LabTesting
import Testing

@Suite struct OutputFileTests {
    @Test func theFileBearsItsNameWhenWhole() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a.csv")
        try Data("old".utf8).write(to: URL(filePath: path))
        let file = try OutputFile(path)
        try file.write("new ")
        try file.write("text")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
        try file.close()
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "new text")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.csv"])
    }

    @Test func anAbandonedFileLeavesNothing() throws {
        let folder = try TemporaryFolder()
        do {
            let file = try OutputFile(folder.file("a.csv"))
            try file.write("half")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func aMissingFolderIsSaid() {
        #expect(throws: CommandError.outputFailed(path: "/no/a.csv", reason: "No such file or directory")) {
            try OutputFile("/no/a.csv")
        }
    }
}
