import Estimation
import Foundation
import LabModel
import LabTesting
import Planning
import RunStore
@testable import Sweeping

/// A folder with a sweep in it, and with an executable that stands in for start-task-and-client: it takes a moment instead
/// of seconds, and does what a test says.
struct StandIn {
    let folder: TemporaryFolder
    let sweep: SweepFolder
    let lines: [SweepLine]

    /// Begins a sweep of so many lines, `task_0` and on.
    init(lines count: Int, results: String? = nil) throws {
        folder = try TemporaryFolder()
        for name in ["bin", "stores", "tmp"] {
            try FileManager.default.createDirectory(atPath: folder.file(name), withIntermediateDirectories: true)
        }
        sweep = SweepFolder(results: results ?? folder.file("results"), experiment: try ExperimentName("exp"))
        let text = (0..<count).map { "0 25 512 1 task_\($0)\n" }.joined()
        let inputs = try InputsFile.parse(text, name: "inputs.txt")
        lines = inputs.lines
        let manifest = try sweep.manifest(for: inputs, createdAt: "2026-11-21T00:00:00.000Z")
        _ = try sweep.begin(manifest, inputs: inputs)
        try behave("cp \"$here/stores/$id.sqlite\" \"$db\" && echo measured")
    }

    private static let program = "bin/start-task-and-client"

    var launcher: String { folder.file(Self.program) }
    var temporary: String { folder.file("tmp") }

    /// Says what the executable does: a piece of shell that knows `$id`, `$db` and `$here`.
    func behave(_ script: String) throws {
        let text = """
            #!/bin/sh
            here=$(dirname "$(dirname "$0")")
            while [ $# -gt 0 ]; do
                case $1 in
                --id) id=$2 ;;
                --db) db=$2 ;;
                esac
                shift
            done
            \(script)

            """
        try folder.program(Self.program, text)
    }

    /// Makes the run that the executable copies for a line; the uuid tells it from others.
    @discardableResult
    func plant(
        _ name: String,
        end: EndReason = .duration,
        _ change: (inout Summary) -> Void = { _ in }
    ) throws -> String {
        var generator = SystemRandomNumberGenerator()
        let uuid = RunUUID.make(at: WallTime(nanoseconds: 1_800_000_000_000_000_000), using: &generator)
        let path = folder.file("stores/\(name).sqlite")
        try? FileManager.default.removeItem(atPath: path)
        try Self.store(name, uuid: uuid, end: end, at: path, change)
        try RunStore.seal(path)
        return uuid
    }

    func plantAll() throws -> [String] {
        try lines.map { try plant($0.name) }
    }

    private static func store(
        _ id: String,
        uuid: String,
        end: EndReason,
        at path: String,
        _ change: (inout Summary) -> Void
    ) throws {
        let clock = ManualClock()
        let store = try RunStore.open(path)
        let draft = RunDraft(
            uuid: uuid,
            id: id,
            provider: "direct",
            url: "http://127.0.0.1:8080/live.ts",
            startedAt: clock.now(),
            settings: [:],
            versions: [:],
            machine: [:]
        )
        let run = try store.begin(draft, clock: clock)
        var trace = Trace()
        trace.join = clock.now()
        trace.end = clock.now() + .seconds(1)
        trace.drained = clock.now() + .seconds(1)
        trace.endReason = end
        var summary = Estimator.summarize(trace, manifest: run.manifest)
        change(&summary)
        try store.finish(run, trace: trace, summary: summary)
    }

    func order(_ number: Int, restarts: Int = 0) -> LineOrder {
        var order = LineOrder(folder: sweep, number: number, line: lines[number - 1])
        order.restarts = restarts
        return order
    }

    func attempt(_ number: Int, restarts: Int = 0, clock: any LabClock) -> LineRun {
        LineRun(order(number, restarts: restarts), launcher: launcher, clock: clock, temporary: temporary)
    }

    func place(_ number: Int) -> LineFolder {
        sweep.folder(of: lines[number - 1])
    }

    /// The identities in a store.
    func uuids(_ path: String) throws -> [String] {
        try RunStore.open(path, mode: .readOnly).runs().map(\.uuid)
    }

    /// What attempts left on this machine's own disk, but for the lock that they share.
    func leavings() throws -> [String] {
        let base = try FileManager.default.contentsOfDirectory(atPath: temporary)
        return try base.flatMap { try FileManager.default.contentsOfDirectory(atPath: temporary + "/" + $0) }
            .filter { $0 != "gate.lock" }
    }

    /// Hidden copies that have no name yet.
    func partials(_ number: Int) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: place(number).path).filter { $0.hasSuffix(".partial") }
    }
}
