import Foundation
import LabModel
import LabTesting
import RunStore
import Testing

/// `glasslab merge` and `glasslab migrate`, from outside.
@Suite struct MergeCommandTests {
    private let glasslab = BuiltExecutable("glasslab")

    private struct Merge: Decodable {
        static func read(_ text: String) throws -> Merge {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            return try decoder.decode(Merge.self, from: Data(text.utf8))
        }

        struct File: Decodable {
            struct Renumbered: Decodable {
                var id: String
                var before: Int
                var after: Int
            }

            var path: String
            var added: [String]
            var skipped: [String]
            var leftOut: [String]
            var renumbered: [Renumbered]
        }

        var into: String
        var added: Int
        var skipped: Int
        var leftOut: Int
        var renumbered: Int
        var calibrations: Int
        var files: [File]
    }

    /// A file with one finished run, an hour before the planted ones or later.
    private func store(_ path: String, number: Int, hours: Double, isFinished: Bool = true) throws {
        let began = PlantedStore.start + .seconds(3_600 * hours)
        let store = try RunStore.open(path)
        let draft = RunDraft(
            uuid: "019378a1-0c5e-7b2a-9d3f-5a6b7c8d9f0\(number)",
            id: "test1",
            provider: "direct",
            url: "http://127.0.0.1:8080/live.ts",
            startedAt: began,
            settings: ["sweep": .text("night")]
        )
        let run = try store.begin(draft, clock: ManualClock(at: began))
        guard isFinished else { return }
        let part = Summary.RunPart(manifest: run.manifest, startedAt: began.iso8601, endReason: .duration)
        try store.finish(run, trace: Trace(), summary: Summary(run: part))
    }

    @Test func filesAreMergedOnceAndAttemptsNumberedByStart() async throws {
        let planted = try PlantedStore()
        try store(planted.folder.file("late.sqlite"), number: 1, hours: 5)
        try store(planted.folder.file("early.sqlite"), number: 2, hours: -5)
        let arguments = ["merge", "all.sqlite", "late.sqlite", "glasslab.sqlite", "early.sqlite"]
        let first = try await glasslab.run(arguments, in: planted.folder.path)
        // The test that planted it still lives, and so does its unfinished run.
        #expect(first.exitCode == 3)
        #expect(first.errors.hasPrefix("warning: the run unfinished@1 of glasslab.sqlite is still being measured"))
        #expect(first.output == "all.sqlite: 4 runs added, 0 there already, 3 attempts renumbered, from 3 files\n")
        let runs = try RunStore.open(planted.folder.file("all.sqlite"), mode: .readOnly).runs()
        #expect(runs.map(\.attempt) == [4, 3, 2, 1] && runs.map(\.analysisNumber) == [3, 2, 1, 0])
        let again = try await glasslab.run(arguments + ["--json"], in: planted.folder.path)
        let merge = try Merge.read(again.output)
        #expect(merge.into == "all.sqlite" && merge.added == 0 && merge.skipped == 4 && merge.renumbered == 0)
        #expect(merge.leftOut == 1 && merge.calibrations == 0)
        #expect(merge.files.map(\.path) == ["early.sqlite", "glasslab.sqlite", "late.sqlite"])
        #expect(merge.files.map(\.skipped.count) == [1, 2, 1] && merge.files.allSatisfy { $0.added.isEmpty })
    }

    @Test func aSweepIsTakenAlone() async throws {
        let planted = try PlantedStore()
        try store(planted.folder.file("one.sqlite"), number: 1, hours: 5)
        let outcome = try await glasslab.run(
            ["merge", "all.sqlite", "glasslab.sqlite", "one.sqlite", "--sweep", "night"],
            in: planted.folder.path
        )
        #expect(outcome.output == "all.sqlite: 1 run added, 0 there already, from 2 files\n", "\(outcome.errors)")
    }

    @Test func aRunThatIsMeasuredIsLeftOut() async throws {
        let folder = try TemporaryFolder()
        try store(folder.file("one.sqlite"), number: 1, hours: 1, isFinished: false)
        let outcome = try await glasslab.run(["merge", "all.sqlite", "one.sqlite"], in: folder.path)
        #expect(outcome.exitCode == 3)
        #expect(outcome.output == "all.sqlite: 0 runs added, 0 there already, from 1 file\n")
        #expect(
            outcome.errors == "warning: the run test1@1 of one.sqlite is still being measured and was left out; "
                + "merge again once it ended\n"
        )
    }

    @Test func failuresSayWhatAndWhere() async throws {
        let planted = try PlantedStore()
        try Data(String(repeating: "no database\n", count: 100).utf8)
            .write(to: URL(filePath: planted.folder.file("text.csv")))
        let failures = [
            (["all.sqlite", "none.sqlite"], "there is no such database: none.sqlite. "),
            (["all.sqlite", "glasslab.sqlite", "text.csv"], "the file is not a database: text.csv. "),
            (["glasslab.sqlite", "./glasslab.sqlite"], "a database cannot be merged into itself: ./glasslab.sqlite. "),
        ]
        for (arguments, text) in failures {
            let outcome = try await glasslab.run(["merge"] + arguments, in: planted.folder.path)
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.hasPrefix("glasslab: \(text)"), "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
        }
        let made = try RunStore.open(planted.folder.file("all.sqlite"), mode: .readOnly)
        #expect(try made.runs().isEmpty)
    }

    @Test func migratingSaysWhatWasDone() async throws {
        let planted = try PlantedStore()
        let outcome = try await glasslab.run(["migrate", "glasslab.sqlite"], in: planted.folder.path)
        #expect(outcome.exitCode == 0 && outcome.errors.isEmpty)
        #expect(outcome.output == "glasslab.sqlite: up to date\n")
        let json = try await glasslab.run(["migrate", "--json", "glasslab.sqlite"], in: planted.folder.path)
        #expect(json.output.contains("\"backup\" : null") && json.output.contains("\"path\" : \"glasslab.sqlite\""))
        let usage = try await glasslab.run(["migrate"], in: planted.folder.path)
        #expect(usage.exitCode == 2)
        let alone = try await glasslab.run(["merge", "all.sqlite"], in: planted.folder.path)
        #expect(alone.exitCode == 2)
    }
}
