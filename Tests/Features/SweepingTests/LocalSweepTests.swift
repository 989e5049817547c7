import Foundation
import LabModel
import LabTesting
import Machine
import Synchronization
import Testing

@testable import Sweeping

@Suite struct LocalSweepTests {
    private let clock = SystemClock()

    private func sweep(_ lab: StandIn, jobs: Int) throws -> LocalSweep {
        var settings = LocalSweep.Settings(
            jobs: jobs,
            stagger: .milliseconds(5),
            launcher: lab.launcher,
            temporary: lab.temporary
        )
        settings.pause = .milliseconds(5)
        return LocalSweep(
            lab.sweep,
            manifest: try lab.sweep.manifest(),
            lines: lab.lines,
            settings: settings,
            clock: clock
        )
    }

    @Test func everyLineIsDoneOnceAndNeverMoreAtATimeThanAsked() async throws {
        let lab = try StandIn(lines: 7)
        let uuids = try lab.plantAll()
        try lab.behave(
            """
            mkdir -p "$here/now"; touch "$here/now/$id"; ls "$here/now" | wc -l >> "$here/counts"
            sleep 0.05; rm "$here/now/$id"; cp "$here/stores/$id.sqlite" "$db"
            """
        )
        let seen = Mutex<[SweepProgress]>([])
        let end = try await sweep(lab, jobs: 2).run { progress in seen.withLock { $0.append(progress) } }
        #expect(end.done == 7 && end.running == 0 && end.failures.isEmpty)
        #expect(try (1...7).map { try lab.uuids(lab.place($0).storeFile) } == uuids.map { [$0] })
        let counts = try String(contentsOfFile: lab.folder.file("counts"), encoding: .utf8).split(separator: "\n")
        #expect(counts.count == 7 && counts.allSatisfy { ["1", "2"].contains($0) })
        #expect(seen.withLock { $0.allSatisfy { $0.total == 7 && $0.running <= 2 && $0.done + $0.running <= 7 } })
        #expect(try lab.leavings().isEmpty)
    }

    @Test func aFailureKeepsNoOtherLineFromBeingDoneAndTheNextTimeOnlyItIsDone() async throws {
        let lab = try StandIn(lines: 3)
        _ = try lab.plantAll()
        let copy = "echo $id >> \"$here/starts\"; cp \"$here/stores/$id.sqlite\" \"$db\""
        try lab.behave("[ $id = task_1 ] && { echo broken >&2; exit 1; }; \(copy)")
        let first = try await sweep(lab, jobs: 1).run()
        #expect(first.done == 2)
        #expect(first.failures == [.init(line: 2, name: "task_1", reason: "broken")])
        #expect(first.text == "2 of 3 done, 0 running, 1 failed, 0 s left")
        try lab.behave(copy)
        let second = try await sweep(lab, jobs: 1).run()
        #expect(second.done == 3 && second.failures.isEmpty)
        let starts = try String(contentsOfFile: lab.folder.file("starts"), encoding: .utf8)
        #expect(starts == "task_0\ntask_2\ntask_1\n")
    }

    @Test func whatPassesIsTriedAgain() async throws {
        let lab = try StandIn(lines: 1)
        _ = try lab.plantAll()
        try lab.behave(
            "echo x >> \"$here/tries\"; [ $(wc -l < \"$here/tries\") -lt 3 ] && exit 75; cp \"$here/stores/$id.sqlite\" \"$db\""
        )
        let end = try await sweep(lab, jobs: 1).run()
        #expect(end.done == 1)
        #expect(try lab.place(1).result()?.restarts == 2)
    }

    @Test func whatKeepsFailingPassinglyIsFailedInTheEnd() async throws {
        let lab = try StandIn(lines: 1)
        try lab.behave("exit 75")
        let end = try await sweep(lab, jobs: 1).run()
        #expect(end.done == 0 && end.failures == [.init(line: 1, name: "task_0", reason: "it exited with 75")])
        let result = try #require(try lab.place(1).result())
        #expect(result.state == .failed && result.restarts == LocalSweep.retries && result.exitCode == 75)
        #expect(result.failedAttempts.map(\.exitCode) == [75, 75, 75])
    }

    @Test func endingItKeepsWhatIsDoneAndLeavesNothingRunning() async throws {
        let lab = try StandIn(lines: 4)
        _ = try lab.plantAll()
        try lab.behave(
            """
            [ $id = task_0 ] && { cp "$here/stores/$id.sqlite" "$db"; exit 0; }
            sleep 1000 & trap "kill $!; exit 3" TERM; echo $$ > "$here/$id.x"; mv "$here/$id.x" "$here/$id.pid"; wait
            """
        )
        let local = try sweep(lab, jobs: 2)
        let running = Task { try await local.run() }
        defer { running.cancel() }
        let files = ["task_1", "task_2"].map { lab.folder.file("\($0).pid") }
        while !files.allSatisfy(WholeFile.exists) {
            try await clock.sleep(for: .milliseconds(5))
        }
        #expect(lab.sweep.runner?.jobs == 2)
        let facts = lab.sweep.facts(of: lab.lines)
        #expect(facts.map(\.isPublished) == [true, false, false, false])
        #expect(facts.map(\.isPresent) == [false, true, true, false])
        await #expect(throws: SweepingError.busy(path: lab.sweep.path)) { try await sweep(lab, jobs: 1).run() }
        running.cancel()
        let end = try await running.value
        #expect(end.done == 1 && end.interrupted == 2 && end.running == 0 && end.failures.isEmpty)
        for file in files {
            let process = try #require(Int32(try String(contentsOfFile: file, encoding: .utf8).dropLast()))
            #expect(!ProcessWatch.isRunning(process))
        }
        #expect(lab.sweep.runner == nil)
        #expect(try lab.leavings().isEmpty)
    }

    @Test func aMissingExecutableEndsTheSweep() async throws {
        let lab = try StandIn(lines: 2)
        try FileManager.default.removeItem(atPath: lab.launcher)
        await #expect(throws: SweepingError.self) { try await sweep(lab, jobs: 1).run() }
    }
}
