import Foundation
import LabModel
import LabTesting
import Planning
import Testing

@testable import Sweeping

@Suite struct SweepFolderTests {
    private let temporary: TemporaryFolder
    private let folder: SweepFolder
    private let inputs: InputsFile

    init() throws {
        temporary = try TemporaryFolder()
        folder = SweepFolder(results: temporary.path + "/", experiment: try ExperimentName("exp"))
        inputs = try InputsFile.parse("0 15 512 1 task_0\n3 29.97 2048 4 task_1 codec=hevc\n", name: "in")
    }

    private func begin() throws -> SweepManifest {
        try folder.begin(try folder.manifest(for: inputs, createdAt: "2026-11-21T00:00:00.000Z"), inputs: inputs)
    }

    @Test func everythingLiesBelowTheSweepsName() {
        #expect(folder.path == temporary.path + "/exp")
        #expect(folder.folder(of: inputs.lines[1]).path == folder.path + "/3-29.97-2048-4-task_1")
        #expect(folder.folder(of: inputs.lines[1]).storeFile.hasSuffix("/3-29.97-2048-4-task_1/lab.sqlite"))
        #expect(folder.storeFile == folder.path + "/lab.sqlite")
    }

    @Test func aSweepIsWrittenAsItIsDocumented() throws {
        #expect(!folder.isBegun)
        var manifest = try begin()
        #expect(folder.isBegun)
        #expect(try folder.inputs() == inputs.text)
        manifest.jobs = [.init(id: 17, firstLine: 1, lastLine: 2, offset: 0)]
        manifest.mergeJob = 18
        manifest.options = ["duration=1.0"]
        manifest.rounds.done = 1
        var settings = SweepSubmission.Settings(concurrency: 1, timeLimit: .seconds(90), executable: "/opt/glasslab")
        settings.options = ["--partition=lab"]
        manifest.submission = SubmissionRecord(settings)
        try folder.write(manifest)
        #expect(try folder.manifest() == manifest)
        let text = try String(contentsOfFile: folder.manifestFile, encoding: .utf8)
        #expect(
            text == """
                {
                  "concurrency" : 1,
                  "created_at" : "2026-11-21T00:00:00.000Z",
                  "experiment" : "exp",
                  "inputs_sha256" : "\(manifest.inputsSHA256)",
                  "jobs" : [
                    {
                      "first_line" : 1,
                      "id" : 17,
                      "last_line" : 2,
                      "offset" : 0
                    }
                  ],
                  "lines" : 2,
                  "merge_job" : 18,
                  "options" : [
                    "duration=1.0"
                  ],
                  "rounds" : {
                    "done" : 1,
                    "limit" : 2
                  },
                  "schema" : 1,
                  "submission" : {
                    "arguments" : [

                    ],
                    "executable" : "/opt/glasslab",
                    "line_arguments" : [

                    ],
                    "sbatch" : [
                      "--partition=lab"
                    ],
                    "stagger_s" : 0,
                    "time_limit_s" : 90
                  }
                }

                """
        )
    }

    /// Nothing is submitted again by itself of which nobody wrote down how.
    @Test func aManifestFromBeforeThereWereRoundsIsRead() throws {
        try WholeFile.makeFolder(folder.path)
        let text = """
            {"schema":1,"experiment":"exp","lines":2,"inputs_sha256":"0","created_at":"","concurrency":3,"options":[],
            "jobs":[{"id":17,"first_line":1,"last_line":2,"offset":0}],"merge_job":18}
            """
        try WholeFile.replace(folder.manifestFile, with: Data(text.utf8))
        let manifest = try folder.manifest()
        #expect(manifest.rounds == SweepRounds(limit: 2) && manifest.submission == nil && !manifest.resubmits)
        #expect(manifest.jobs.map(\.id) == [17] && manifest.mergeJob == 18 && manifest.concurrency == 3)
    }

    @Test func theDigestIsThatOfTheFile() async throws {
        let manifest = try begin()
        let said = try await BuiltExecutable.shell("sha256sum < '\(folder.inputsFile)'")
        #expect(said.output.hasPrefix(manifest.inputsSHA256))
    }

    @Test func beginningAgainFindsTheSweepAndOtherInputsAreRefused() throws {
        let first = try begin()
        #expect(try begin() == first)
        let other = try InputsFile.parse("0 15 512 1 task_9\n", name: "in")
        let refusal = SweepingError.otherInputs(name: "exp", path: folder.path)
        #expect(throws: refusal) { try folder.manifest(for: other, createdAt: "") }
        let planned = SweepManifest(experiment: "exp", lines: 1, inputsSHA256: "0", createdAt: "")
        #expect(throws: refusal) { try folder.begin(planned, inputs: other) }
    }

    @Test func manyMayBeginItAtTheSameTime() async throws {
        let (folder, inputs) = (folder, inputs)
        let manifests = try await withThrowingTaskGroup(of: SweepManifest.self) { group in
            for number in 0..<12 {
                group.addTask {
                    try folder.begin(try folder.manifest(for: inputs, createdAt: "\(number)"), inputs: inputs)
                }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(manifests.count == 1)
    }

    @Test(arguments: [
        ("", "no JSON object with a schema"), ("[]", "no JSON object with a schema"),
        ("{\"schema\":1}", "experiment is missing"),
        (
            "{\"schema\":1,\"experiment\":7,\"lines\":1,\"jobs\":[],\"concurrency\":1,\"options\":[]}",
            "experiment has the wrong type"
        ),
    ])
    func whatIsNoManifestIsSaid(text: String, reason: String) throws {
        try WholeFile.makeFolder(folder.path)
        try WholeFile.replace(folder.manifestFile, with: Data(text.utf8))
        #expect(throws: SweepingError.damaged(path: folder.manifestFile, reason: reason)) { try folder.manifest() }
    }

    @Test func aNewerFormAndAMissingSweepAreSaid() throws {
        #expect(throws: SweepingError.noExperiment(name: "exp", path: folder.path)) { try folder.manifest() }
        #expect(throws: SweepingError.noExperiment(name: "exp", path: folder.path)) { try folder.inputs() }
        try WholeFile.makeFolder(folder.path)
        try WholeFile.replace(folder.manifestFile, with: Data("{\"schema\":2}".utf8))
        #expect(throws: SweepingError.newerVersion(path: folder.manifestFile, schema: 2)) { try folder.manifest() }
    }

    @Test func aResultComesBackAsItWasWritten() throws {
        let place = folder.folder(of: inputs.lines[0])
        #expect(try place.result() == nil)
        try WholeFile.makeFolder(place.path)
        var result = LineResult(
            line: 1,
            name: "task_0",
            state: .failed,
            exitCode: 137,
            runs: [],
            startedAt: "2026-11-21T00:00:00.000Z",
            endedAt: "2026-11-21T00:00:07.500Z",
            restarts: 2,
            host: "node",
            reason: "it was ended by signal 9"
        )
        try place.write(result)
        #expect(try place.result() == result)
        // One that was written before failed attempts were kept has none.
        let text = try String(contentsOfFile: place.resultFile, encoding: .utf8)
        let old = text.replacing("  \"failed_attempts\" : [\n\n  ],\n", with: "")
            .replacing("  \"is_passing\" : false,\n", with: "")
        #expect(old.count < text.count - 40)
        try WholeFile.replace(place.resultFile, with: Data(old.utf8))
        #expect(try place.result() == result)
        (result.job, result.isPassing) = (17, true)
        result.failedAttempts = [FailedAttempt(reason: "x", exitCode: 1, endedAt: result.endedAt, host: "node")]
        try place.write(result)
        #expect(try place.result() == result)
        #expect(result.length == .seconds(7.5))
    }
}
