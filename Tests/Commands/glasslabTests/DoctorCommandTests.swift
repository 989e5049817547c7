import Foundation
import LabTesting
import Testing

@Suite struct DoctorCommandTests {
    private let glasslab = BuiltExecutable("glasslab")

    private struct Document: Decodable {
        struct Check: Decodable {
            var name: String
            var state: String
            var found: String
            var remedy: String?
        }

        var ok: Bool
        var checks: [Check]
    }

    private func check(_ arguments: [String], in folder: TemporaryFolder) async throws -> (Document, Int32) {
        let outcome = try await glasslab.run(["doctor", "--json"] + arguments, in: folder.path)
        return (try JSONDecoder().decode(Document.self, from: Data(outcome.output.utf8)), outcome.exitCode)
    }

    @Test func aWorkingMachineIsFoundWell() async throws {
        let planted = try PlantedStore()
        let (document, exitCode) = try await check([], in: planted.folder)
        #expect(document.ok)
        #expect(exitCode == 0)
        let byName = Dictionary(document.checks.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        #expect(byName["database"]?.found == "glasslab.sqlite holds 3 runs")
        #expect(byName["encode h264"]?.found == "yes")
        #expect(byName["libavcodec"] != nil && byName["clock source"] != nil && byName["disk"] != nil)
        // scripts/test has set it up where the machine has none.
        #expect(byName["vmaf"]?.found.contains("; models v0.6.1") == true)
        #expect(document.checks.allSatisfy { ($0.state == "ok") == ($0.remedy == nil) })
    }

    @Test func whatDoesNotComputeVMAFIsAWarningOnly() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await glasslab.run(
            ["doctor", "--json"],
            environment: ["GLASSLAB_VMAF_TOOL": "/bin/nothing"],
            in: folder.path
        )
        let document = try JSONDecoder().decode(Document.self, from: Data(outcome.output.utf8))
        let vmaf = try #require(document.checks.first { $0.name == "vmaf" })
        #expect(vmaf.state == "warning")
        #expect(vmaf.found == "there is no such program to compute VMAF: /bin/nothing")
        #expect(vmaf.remedy?.hasPrefix("Name an ffmpeg that has libvmaf by --vmaf-tool or GLASSLAB_VMAF") == true)
        #expect(document.ok)
    }

    @Test func aBadDatabaseIsAProblem() async throws {
        let folder = try TemporaryFolder()
        try Data("no database at all, but a text".utf8).write(to: URL(filePath: folder.file("x.sqlite")))
        let (document, exitCode) = try await check(["--db", "x.sqlite"], in: folder)
        #expect(!document.ok)
        #expect(exitCode == 1)
        let database = document.checks.first { $0.name == "database" }
        #expect(database?.state == "problem")
        #expect(database?.found == "the file is not a database: x.sqlite")
        #expect(database?.remedy == "It was left as it is. Choose another file with --db.")
    }

    @Test func textEndsWithAVerdict() async throws {
        let folder = try TemporaryFolder()
        let good = try await glasslab.run(["doctor"], in: folder.path)
        #expect(good.exitCode == 0)
        #expect(good.output.contains("glasslab.sqlite will be made with the first run\n"))
        #expect(good.output.contains("\n\nReady to measure"))
        let bad = try await glasslab.run(["doctor", "--db", "/nowhere/x.sqlite"], in: folder.path)
        #expect(bad.exitCode == 1)
        #expect(bad.output.hasSuffix("checks failed: measuring will not work until that is mended.\n"))
    }
}
