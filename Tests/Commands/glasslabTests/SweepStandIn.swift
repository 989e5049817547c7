import Estimation
import Foundation
import LabModel
import LabTesting
import RunStore

/// A folder with inputs, and with an executable that stands in for start-task-and-client: it copies a finished run.
struct SweepStandIn {
    let folder: TemporaryFolder
    let glasslab = BuiltExecutable("glasslab")
    let uuids: [String]

    /// Writes inputs of so many lines, and a run for each.
    init(lines: Int) throws {
        folder = try TemporaryFolder()
        for name in ["bin", "stores", "tmp"] {
            try FileManager.default.createDirectory(atPath: folder.file(name), withIntermediateDirectories: true)
        }
        let text = (0..<lines).map { "0 25 512 1 task_\($0)\n" }.joined()
        try Data(text.utf8).write(to: URL(filePath: folder.file("in.txt")))
        uuids = (0..<lines).map { "019378a1-0c5e-7b2a-9d3f-5a6b7c8d\(9_000 + $0)" }
        for (number, uuid) in uuids.enumerated() {
            try Self.store(number, uuid: uuid, at: folder.file("stores/task_\(number).sqlite"))
        }
        try behave("sleep 0.05; cp \"$here/stores/$id.sqlite\" \"$db\"")
    }

    /// Says what the executable does: a piece of shell that knows `$id`, `$db` and `$here`.
    func behave(_ script: String) throws {
        let text = """
            #!/bin/sh
            here=$(dirname "$(dirname "$0")")
            while [ $# -gt 0 ]; do
                case $1 in
                --id) id=$2 ;;
                --db) db=$2 ;;
                --exit-with) parent=$2 ;;
                esac
                shift
            done
            \(script)

            """
        try folder.program("bin/start-task-and-client", text)
    }

    /// Runs `glasslab sweep`, with the stand-in where lines are measured.
    func sweep(_ arguments: [String], environment: [String: String] = [:]) async throws -> BuiltExecutable.Outcome {
        let variables = ["TMPDIR": folder.file("tmp")].merging(environment) { _, own in own }
        let measures = ["line", "run"].contains(arguments.first)
        return try await glasslab.run(
            ["sweep"] + arguments + (measures ? ["--executables", "bin"] : []),
            environment: variables,
            in: folder.path
        )
    }

    /// Stores a run of the sweep `exp`.
    private static func store(_ number: Int, uuid: String, at path: String) throws {
        let clock = ManualClock()
        let store = try RunStore.open(path)
        let draft = RunDraft(
            uuid: uuid,
            id: "task_\(number)",
            provider: "direct",
            url: "http://127.0.0.1:8080/live.ts",
            startedAt: clock.now(),
            settings: ["sweep": .text("exp"), "sweep_line": .integer(number + 1)],
            versions: [:],
            machine: [:]
        )
        let run = try store.begin(draft, clock: clock)
        var trace = Trace()
        (trace.join, trace.end, trace.drained) = (clock.now(), clock.now() + .seconds(1), clock.now() + .seconds(1))
        trace.endReason = .duration
        try store.finish(run, trace: trace, summary: Estimator.summarize(trace, manifest: run.manifest))
    }
}
