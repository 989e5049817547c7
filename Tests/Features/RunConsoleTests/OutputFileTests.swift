import Foundation
import LabTesting
import Testing

@testable import RunConsole

@Suite struct OutputFileTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func bearsItsNameOnlyWhenItIsWhole() throws {
        let path = folder.file("samples.csv")
        let file = try OutputFile(path)
        try file.write("a\n")
        #expect(!FileManager.default.fileExists(atPath: path))
        try file.write("b\n")
        try file.close()
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "a\nb\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["samples.csv"])
    }

    @Test func leavesNothingBehindWhenItIsGivenUp() throws {
        do {
            let file = try OutputFile(folder.file("samples.csv"))
            try file.write("a\n")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func tellsWhichFileCannotBeWritten() throws {
        let path = folder.file("no/such/folder/samples.csv")
        let error = RunConsoleError.notWritable(path: path, reason: "No such file or directory")
        #expect(throws: error) { try OutputFile(path) }
        #expect(
            error.description == "cannot write the samples: No such file or directory: \(path). "
                + "The run is stored all the same: write them elsewhere with `glasslab export`"
        )
    }
}
