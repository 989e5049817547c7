import Foundation
import LabModel
import LabTesting
import Testing

@Suite struct ExportCommandTests {
    private let glasslab = BuiltExecutable("glasslab")

    @Test func framesGoToAFile() async throws {
        let planted = try PlantedStore()
        let outcome = try await glasslab.run(["export", "test1", "--out", "f.csv"], in: planted.folder.path)
        #expect(outcome.exitCode == 0)
        #expect(outcome.output.isEmpty && outcome.errors.isEmpty)
        let text = try String(contentsOfFile: planted.folder.file("f.csv"), encoding: .utf8)
        let rows = text.split(separator: "\r\n")
        #expect(rows.count == 100)
        #expect(rows[51].hasPrefix("51,50,"))
        #expect(rows[51].split(separator: ",")[5] == "1")
        #expect(!FileManager.default.fileExists(atPath: planted.folder.file("f.csv.partial")))
    }

    @Test func standardOutputGetsTheSame() async throws {
        let planted = try PlantedStore()
        let csv = try await glasslab.run(["export", "test1"], in: planted.folder.path)
        #expect(csv.output.hasPrefix("frame_number,"))
        let json = try await glasslab.run(["export", "test1", "--format", "json"], in: planted.folder.path)
        #expect(try SummaryJSON.decode(json.output).frames.marked == 99)
    }

    @Test func whatCannotBeWrittenIsSaid() async throws {
        let planted = try PlantedStore()
        let outcome = try await glasslab.run(["export", "test1", "--out", "no/f.csv"], in: planted.folder.path)
        #expect(outcome.exitCode == 1)
        #expect(
            outcome.errors == "glasslab: cannot write: No such file or directory: no/f.csv. "
                + "Free some space or write elsewhere.\n"
        )
    }
}
