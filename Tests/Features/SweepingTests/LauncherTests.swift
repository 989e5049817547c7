import Foundation
import LabModel
import LabTesting
import Machine
import SlurmJobs
import Testing

@testable import Sweeping

@Suite(.realTime, .timeLimit(.minutes(60)))
struct LauncherTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// A clock on which any time is over as soon as there is a file.
    private struct FileClock: LabClock {
        let path: String
        private let clock = SystemClock()

        init(_ path: String) {
            self.path = path
        }

        func now() -> WallTime { clock.now() }
        func monotonicNow() -> MonotonicTime { clock.monotonicNow() }
        func blockUntil(_ instant: MonotonicTime) { clock.blockUntil(instant) }

        func sleep(until instant: MonotonicTime) async throws {
            while !WholeFile.exists(path) {
                try await clock.sleep(for: .milliseconds(5))
            }
        }
    }

    private func run(_ script: String, clock: any LabClock = SystemClock()) async throws -> Launcher.Ending {
        let launcher = Launcher(path: "/bin/sh", logFile: folder.file("log.txt"), clock: clock)
        return try await launcher.run(["-c", script], heading: "== heading", limit: .seconds(180))
    }

    @Test func itTellsHowItEndedAndItsLastWords() async throws {
        let ending = try await run("echo out; echo 'start-task-and-client: no luck' >&2; echo; exit 7")
        #expect(ending.exitCode == 7 && ending.lastWords == "no luck" && !ending.isOverdue)
        let killed = try await run("kill -KILL $$")
        // What was said before this attempt is not its last word.
        #expect(killed.exitCode == 137 && killed.lastWords.isEmpty)
        let log = try String(contentsOfFile: folder.file("log.txt"), encoding: .utf8)
        #expect(log == "== heading\nout\nstart-task-and-client: no luck\n\n== heading\n")
    }

    @Test func onlyTheEndOfALongLogIsLookedAt() async throws {
        let ending = try await run("i=0; while [ $i -lt 3000 ]; do echo line $i; i=$((i + 1)); done; exit 1")
        #expect(ending.lastWords == "line 2999")
    }

    @Test func whatTakesTooLongIsEnded() async throws {
        let ready = folder.file("ready")
        let script = "sleep 1000 & trap \"kill $!; exit 3\" TERM; : > \(ready); wait"
        let ending = try await run(script, clock: FileClock(ready))
        #expect(ending.isOverdue && ending.exitCode == 3)
    }

    /// Starts a stand-in, and ends it once it listens.
    private func ended(_ script: String, _ patience: Launcher.Patience) async throws -> Launcher.Ending {
        let ready = folder.file("ready")
        var launcher = Launcher(path: "/bin/sh", logFile: folder.file("log.txt"), clock: FileClock(ready))
        launcher.patience = patience
        let waiting = "\(script); : > \(ready); while :; do sleep 0.02; done"
        return try await launcher.run(["-c", waiting], heading: "==", limit: .seconds(180))
    }

    @Test func whatGoesOnIsAskedTwiceBeforeItIsKilled() async throws {
        let asked = folder.file("asked")
        // Two signals that wait are one: the shell must come to the first before the second is sent.
        let patience = Launcher.Patience(first: .seconds(20), second: .untilItHangs)
        let counting = "trap 'echo TERM >> \(asked); n=$((n + 1)); [ $n -lt 2 ] || exit 3' TERM"
        #expect(try await ended(counting, patience).exitCode == 3)
        #expect(try String(contentsOfFile: asked, encoding: .utf8) == "TERM\nTERM\n")
    }

    @Test func whatListensToNothingIsKilled() async throws {
        let patience = Launcher.Patience(first: .milliseconds(100), second: .milliseconds(100))
        #expect(try await ended("trap '' TERM", patience).exitCode == 137)
    }

    @Test func bothWaitsFitIntoWhatSlurmLeaves() {
        let usual = Launcher.Patience()
        #expect(usual.first + usual.second < .seconds(30))
        #expect(BatchScript.signalOption() == "--signal=B:TERM@30")
    }

    @Test func aMissingExecutableIsSaid() async throws {
        let launcher = Launcher(path: "/nowhere/x", logFile: folder.file("log.txt"), clock: SystemClock())
        await #expect(throws: SweepingError.self) {
            try await launcher.run([], heading: "", limit: .seconds(180))
        }
    }
}
