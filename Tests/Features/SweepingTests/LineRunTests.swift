import Foundation
import LabModel
import LabTesting
import Machine
import Planning
import RunStore
import Testing

@testable import Sweeping

/// The cases in which a line could be lost or done twice, with real processes and files.
@Suite struct LineRunTests {
    let clock = SystemClock()

    @Test func aCompleteAttemptIsPublishedAndTold() async throws {
        let lab = try StandIn(lines: 1)
        let uuid = try lab.plant("task_0")
        #expect(try await lab.attempt(1, clock: clock).run() == .done)
        #expect(try lab.uuids(lab.place(1).storeFile) == [uuid])
        let result = try #require(try lab.place(1).result())
        #expect(result.state == .done && result.runs == [uuid] && result.exitCode == 0 && result.reason == nil)
        #expect(result.line == 1 && result.name == "task_0" && result.restarts == 0)
        #expect(try lab.leavings().isEmpty)
        #expect(!WholeFile.exists(lab.place(1).storeFile + "-wal"))
        let log = try String(contentsOfFile: lab.place(1).logFile, encoding: .utf8)
        #expect(log.hasPrefix("== ") && log.contains("restart 0\nmeasured\n== "))
        #expect(log.hasSuffix(" published as \(lab.place(1).storeFile)\n"))
    }

    @Test func aDoneLineIsNotDoneAgain() async throws {
        let lab = try StandIn(lines: 1)
        let uuid = try lab.plant("task_0")
        #expect(try await lab.attempt(1, clock: clock).run() == .done)
        try lab.plant("task_0")
        try lab.behave("touch \"$here/started\"")
        #expect(try await lab.attempt(1, clock: clock).run() == .alreadyDone)
        #expect(try lab.uuids(lab.place(1).storeFile) == [uuid])
        #expect(!WholeFile.exists(lab.folder.file("started")))
    }

    @Test func ofSeveralAtTheSameTimeOneIsKept() async throws {
        let lab = try StandIn(lines: 1)
        let meeting = lab.folder.file("meeting")
        // Each attempt has a run of its own, and ends once all have begun.
        let uuids = try (0..<4).map { try lab.plant("run_\($0)") }
        try lab.behave(
            """
            mkdir -p \(meeting)
            for n in 0 1 2 3; do mkdir \(meeting)/$n 2>/dev/null && break; done
            until [ -d \(meeting)/3 ]; do sleep 0.01; done
            cp "$here/stores/run_$n.sqlite" "$db"
            """
        )
        let outcomes = try await withThrowingTaskGroup(of: LineOutcome.self) { group in
            for _ in 0..<4 {
                group.addTask { try await lab.attempt(1, clock: clock).run() }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 == .done } == 1)
        #expect(outcomes.count { $0 == .late } == 3)
        let kept = try lab.uuids(lab.place(1).storeFile)
        #expect(kept.count == 1 && uuids.contains(kept[0]))
        #expect(try lab.place(1).result()?.runs == kept)
        #expect(try lab.partials(1).isEmpty && lab.leavings().isEmpty)
    }

    @Test func afterADeathBehindPublishingTheResultIsMended() async throws {
        let lab = try StandIn(lines: 1)
        let uuid = try lab.plant("task_0")
        // As after a kill between the link and what tells of it, with another's copy that never got its name.
        try WholeFile.makeFolder(lab.place(1).path)
        try FileManager.default.copyItem(
            atPath: lab.folder.file("stores/task_0.sqlite"),
            toPath: lab.place(1).storeFile
        )
        let leftover = lab.place(1).path + "/.lab.sqlite.x.partial"
        try Data("torn".utf8).write(to: URL(filePath: leftover))
        try Data("torn".utf8).write(to: URL(filePath: lab.place(1).path + "/.result.json.x.partial"))
        #expect(try await lab.attempt(1, clock: clock).run() == .alreadyDone)
        #expect(try lab.place(1).result()?.runs == [uuid])
        #expect(try lab.partials(1).isEmpty)
    }

    @Test func afterADeathDuringPublishingTheLineIsDoneAgain() async throws {
        let lab = try StandIn(lines: 1)
        let uuid = try lab.plant("task_0")
        try WholeFile.makeFolder(lab.place(1).path)
        try Data("torn".utf8).write(to: URL(filePath: lab.place(1).path + "/.lab.sqlite.x.partial"))
        #expect(try await lab.attempt(1, clock: clock).run() == .done)
        #expect(try lab.uuids(lab.place(1).storeFile) == [uuid])
        #expect(try lab.partials(1).isEmpty)
    }

    @Test func afterAFailureTheLineCanStillBeDone() async throws {
        let lab = try StandIn(lines: 1)
        try lab.plant("task_0")
        try lab.behave("echo 'start-task-and-client: the streamer fell over' >&2; exit 1")
        #expect(try await lab.attempt(1, clock: clock).run() == .failed(reason: "the streamer fell over"))
        let failed = try #require(try lab.place(1).result())
        #expect(failed.state == .failed && failed.exitCode == 1 && failed.reason == "the streamer fell over")
        #expect(failed.runs.isEmpty && !lab.place(1).isDone)
        #expect(failed.failedAttempts.map(\.reason) == ["the streamer fell over"])
        #expect(failed.failedAttempts[0].exitCode == 1 && failed.failedAttempts[0].endedAt == failed.endedAt)
        try lab.behave("cp \"$here/stores/$id.sqlite\" \"$db\"")
        #expect(try await lab.attempt(1, restarts: 1, clock: clock).run() == .done)
        let done = try #require(try lab.place(1).result())
        #expect(done.state == .done && done.restarts == 1 && done.reason == nil)
        #expect(done.failedAttempts == failed.failedAttempts)
        #expect(lab.sweep.facts(of: lab.lines)[0].failedAttempts == failed.failedAttempts)
    }

    @Test func aRunThatEndedEarlyIsKeptBesideAndNotPublished() async throws {
        let lab = try StandIn(lines: 1)
        let uuid = try lab.plant("task_0", end: .stalled)
        try lab.behave("cp \"$here/stores/$id.sqlite\" \"$db\"; exit 3")
        #expect(try await lab.attempt(1, clock: clock).run() == .failed(reason: "it ended early: stalled"))
        #expect(!lab.place(1).isDone)
        #expect(try lab.uuids(lab.place(1).incompleteFile) == [uuid])
        // Done after all, nothing of it stays.
        try lab.plant("task_0")
        try lab.behave("cp \"$here/stores/$id.sqlite\" \"$db\"")
        #expect(try await lab.attempt(1, clock: clock).run() == .done)
        #expect(!WholeFile.exists(lab.place(1).incompleteFile))
    }

    /// As where AWS was too busy to stop the task, or the credentials ended, behind the measurement.
    @Test func aWholeRunIsPublishedThoughItsTaskCouldNotBeStopped() async throws {
        let lab = try StandIn(lines: 1)
        let uuid = try lab.plant("task_0") { $0.frames.marked = 100 }
        try lab.behave("cp \"$here/stores/$id.sqlite\" \"$db\"; echo 'the task may still run' >&2; exit 3")
        #expect(try await lab.attempt(1, clock: clock).run() == .done)
        #expect(try lab.uuids(lab.place(1).storeFile) == [uuid])
        let result = try #require(try lab.place(1).result())
        #expect(result.state == .done && result.runs == [uuid] && result.exitCode == 3 && result.reason == nil)
        let log = try String(contentsOfFile: lab.place(1).logFile, encoding: .utf8)
        #expect(log.contains("the task may still run\n== "))
        #expect(log.contains(" the runs are whole; what the launcher exited with 3 for stands above\n"))
        #expect(try await lab.attempt(1, clock: clock).run() == .alreadyDone)
    }

    /// What else a launcher exits with 3 for, behind a run that came to its end.
    @Test(arguments: 0..<4)
    func aRunWithGapsIsNotPublished(kind: Int) async throws {
        let lab = try StandIn(lines: 1)
        let uuid = try lab.plant("task_0") { summary in
            summary.frames.marked = kind == 0 ? 0 : 100
            switch kind {
            case 1: summary.events = [RunEvent(tS: 1, code: RunEvent.qualityInterrupted, text: "cut")]
            case 2: summary.events = [RunEvent(tS: 1, code: RunEvent.controlMissing, text: "nothing")]
            case 3: summary.run.settings["joins"] = .integer(2)
            default: break
            }
        }
        try lab.behave("cp \"$here/stores/$id.sqlite\" \"$db\"; echo words; exit 3")
        #expect(try await lab.attempt(1, clock: clock).run() == .failed(reason: "words"))
        #expect(!lab.place(1).isDone)
        #expect(try lab.uuids(lab.place(1).incompleteFile) == [uuid])
    }

    @Test(arguments: [1, 75, 130])
    func aWholeRunOfALauncherThatFailedIsNotPublished(code: Int) async throws {
        let lab = try StandIn(lines: 1)
        try lab.plant("task_0") { $0.frames.marked = 100 }
        try lab.behave("cp \"$here/stores/$id.sqlite\" \"$db\"; exit \(code)")
        #expect(try await lab.attempt(1, clock: clock).run().isDone == false)
        #expect(!lab.place(1).isDone)
    }

    @Test(arguments: [
        ("exit 0", "it left no complete run behind"),
        ("echo torn > \"$db\"; exit 0", "it left no complete run behind"),
        ("exit 9", "it exited with 9"),
    ])
    func anAttemptWithoutACompleteRunFails(script: String, reason: String) async throws {
        let lab = try StandIn(lines: 1)
        try lab.behave(script)
        #expect(try await lab.attempt(1, clock: clock).run() == .failed(reason: reason))
        #expect(!lab.place(1).isDone)
    }

    @Test(arguments: [("exit 75", "it exited with 75"), ("kill -9 $$", "it was ended by signal 9")])
    func whatPassesIsToBeTriedAgainButNotForEver(script: String, reason: String) async throws {
        let lab = try StandIn(lines: 1)
        try lab.behave(script)
        #expect(try await lab.attempt(1, clock: clock).run() == .transient(reason: reason))
        let first = try #require(try lab.place(1).result())
        #expect(first.state == .failed && first.failedAttempts.map(\.reason) == [reason])
        let last = try await lab.attempt(1, restarts: LineRun.restartLimit, clock: clock).run()
        #expect(last == .failed(reason: reason))
        #expect(try lab.place(1).result()?.failedAttempts.map(\.reason) == [reason, reason])
    }

    @Test func anAttemptThatDiedIsCountedByTheNext() async throws {
        let lab = try StandIn(lines: 1)
        try lab.plant("task_0")
        // As after SIGKILL: the note of an attempt that never ended, in a lock that nobody holds.
        try WholeFile.makeFolder(lab.place(1).path)
        let note = ProcessNote(host: "node7", process: 1, startedAt: "2026-11-21T00:00:00.000Z")
        try WholeFile.replace(lab.place(1).lockFile, with: try SweepFile.encode(note, path: "note"))
        let died = FailedAttempt(reason: "it began at 2026-11-21T00:00:00.000Z and never ended", host: "node7")
        let before = lab.sweep.facts(of: lab.lines)[0]
        #expect(before.failedAttempts == [died] && before.failure == died.reason && before.result == nil)
        try lab.behave("exit 75")
        #expect(try await lab.attempt(1, clock: clock).run() == .transient(reason: "it exited with 75"))
        let between = lab.sweep.facts(of: lab.lines)[0]
        #expect(between.abandoned == nil && between.failure == "it exited with 75")
        try lab.behave("cp \"$here/stores/$id.sqlite\" \"$db\"")
        #expect(try await lab.attempt(1, restarts: 1, clock: clock).run() == .done)
        let after = lab.sweep.facts(of: lab.lines)[0]
        #expect(after.isPublished && after.failure == nil)
        #expect(after.failedAttempts.map(\.reason) == [died.reason, "it exited with 75"])
    }

    @Test func onlyTheLatestFailedAttemptsAreKept() async throws {
        let lab = try StandIn(lines: 1)
        try lab.behave("exit $(cat \"$here/code\")")
        for code in 1...(FailedAttempt.limit + 2) {
            try Data("\(code)".utf8).write(to: URL(filePath: lab.folder.file("code")))
            _ = try await lab.attempt(1, clock: clock).run()
        }
        let codes = try lab.place(1).result()?.failedAttempts.map(\.exitCode)
        #expect(codes == (3...(FailedAttempt.limit + 2)).map { $0 })
    }

    @Test(arguments: [(EndReason.endOfStream, 0), (.interrupted, 3)])
    func aStreamThatSomebodyEndedIsToBeMeasuredAgain(end: EndReason, code: Int) async throws {
        let lab = try StandIn(lines: 1)
        try lab.plant("task_0", end: end)
        try lab.behave("cp \"$here/stores/$id.sqlite\" \"$db\"; exit \(code)")
        let reason = "it ended early: \(end.rawValue)"
        #expect(try await lab.attempt(1, clock: clock).run() == .transient(reason: reason))
        #expect(!lab.place(1).isDone)
        let last = try await lab.attempt(1, restarts: LineRun.restartLimit, clock: clock).run()
        #expect(last == .failed(reason: reason))
    }

    @Test func aStreamOfAFileThatEndsWasEndedAsWell() async throws {
        let lab = try StandIn(lines: 1)
        try lab.plant("task_0", end: .endOfStream)
        var order = lab.order(1)
        order.options = [SweepOption(name: "content", value: "film.mp4")]
        let attempt = LineRun(order, launcher: lab.launcher, clock: clock, temporary: lab.temporary)
        #expect(try await attempt.run() == .transient(reason: "it ended early: end_of_stream"))
        #expect(!lab.place(1).isDone)
    }

    @Test func anInterruptedLineEndsWhatItStarted() async throws {
        let lab = try StandIn(lines: 1)
        let started = lab.folder.file("started")
        try lab.behave(
            "sleep 1000 & trap \"kill $!; exit 3\" TERM; echo $$ > \(started).x; mv \(started).x \(started); wait"
        )
        let running = Task { try await lab.attempt(1, clock: clock).run() }
        defer { running.cancel() }
        while !WholeFile.exists(started) {
            try await clock.sleep(for: .milliseconds(5))
        }
        #expect(FileLock.state(of: lab.place(1).lockFile) == .held)
        running.cancel()
        #expect(try await running.value == .interrupted)
        let process = try #require(Int32(try String(contentsOfFile: started, encoding: .utf8).dropLast()))
        #expect(!ProcessWatch.isRunning(process))
        #expect(FileLock.state(of: lab.place(1).lockFile) == .free)
        #expect(try lab.leavings().isEmpty)
        #expect(try lab.place(1).result()?.failedAttempts.map(\.reason) == ["it was interrupted"])
        #expect(try lab.place(1).result()?.failedAttempts.map(\.exitCode) == [3])
    }

    @Test func aFullDiskPublishesNothingAndTheSameAgainSucceeds() async throws {
        let full = try await SmallDisk(kilobytes: 80)
        let lab = try StandIn(lines: 1, results: full.path)
        let uuid = try lab.plant("task_0")
        await #expect(throws: SweepingError.self) {
            try await lab.attempt(1, clock: clock).run()
        }
        #expect(!lab.place(1).isDone)
        #expect(try lab.partials(1).isEmpty && lab.leavings().isEmpty)
        try await full.grow(toKilobytes: 4_096)
        #expect(try await lab.attempt(1, clock: clock).run() == .done)
        #expect(try lab.uuids(lab.place(1).storeFile) == [uuid])
        try await full.remove()
    }
}
