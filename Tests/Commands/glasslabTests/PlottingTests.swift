import Foundation
import LabTesting
import Subprocess
import SystemPackage
import Testing

/// The recipes of docs/plotting.md, run as they stand there.
@Suite struct PlottingTests {
    private static let recipes: [String] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = (try? String(contentsOf: root.appending(path: "docs/plotting.md"), encoding: .utf8)) ?? ""
        return text.components(separatedBy: "```sh\n").dropFirst().map { part in
            part.components(separatedBy: "\n```").first ?? ""
        }
    }()

    private func run(
        _ recipe: String,
        in folder: TemporaryFolder
    ) async throws -> (status: TerminationStatus, said: String) {
        let programs = URL(filePath: BuiltExecutable("glasslab").path).deletingLastPathComponent().path
        let result = try await Subprocess.run(
            .path("/bin/sh"),
            arguments: ["-ec", recipe],
            environment: .inherit.updating(["PATH": programs + ":/usr/local/bin:/usr/bin:/bin"]),
            workingDirectory: FilePath(folder.path),
            output: .string(limit: 1_000_000),
            error: .string(limit: 1_000_000)
        )
        return (result.terminationStatus, result.standardOutput + result.standardError)
    }

    @Test func everyRecipeDrawsWhatItSays() async throws {
        let planted = try PlantedStore()
        #expect(Self.recipes.count == 4)
        for recipe in Self.recipes.dropLast() {
            let (status, said) = try await run(recipe, in: planted.folder)
            #expect(status.isSuccess && said.isEmpty, "\(said)\n\(recipe)")
        }
        for (name, texts) in [
            ("delay.svg", ["frame delay, ms"]), ("ecdf.svg", ["test1@1", "test1@2", "share of frames"]),
            ("providers.svg", ["direct", "cloud", "signal delay p95, ms"]),
        ] {
            let picture = try String(contentsOfFile: planted.folder.file(name), encoding: .utf8)
            #expect(texts.allSatisfy(picture.contains) && picture.utf8.count > 4_000, "\(name)")
        }
    }

    @Test func pythonReadsTheFileItself() async throws {
        let planted = try PlantedStore()
        let (status, said) = try await run(try #require(Self.recipes.last), in: planted.folder)
        #expect(status.isSuccess)
        let lines = said.split(separator: "\n").map { $0.split(separator: " ") }
        #expect(lines.map { $0.first } == ["test1", "test1"] && lines.allSatisfy { Double($0[2]) != nil }, "\(said)")
    }
}
