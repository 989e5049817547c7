import Foundation
import LabModel
import LabTesting
import Machine
import RunStore
import Subprocess
import SystemPackage
import Testing

/// The main job as its users start it, with the real streamer.
@Suite(.realTime, .serialized) struct MainJobTests {
    let launcher = BuiltExecutable("start-task-and-client")
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func summary(_ outcome: BuiltExecutable.Outcome) throws -> Summary {
        try SummaryJSON.decode(outcome.output)
    }

    @Test func measuresAndStoresARun() async throws {
        let outcome = try await launcher.run(
            ["--id", "test1", "--duration", "2", "--image-size", "0", "--json"],
            in: folder.path
        )
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let summary = try summary(outcome)
        let frames = summary.frames
        // From join to two seconds behind the first picture, which comes some milliseconds after join; a tick that a busy
        // machine skips uses no number, and one more may be skipped that the streamer's figures do not hold. Where it
        // could not be asked for them, nobody knows how many.
        let startup = try #require(summary.startupMs.firstMark)
        let skipped = summary.streamer?.skipped
        let least = skipped.map { 50 - $0 - ($0 > 0 ? 1 : 0) } ?? 1
        let expected = try #require(frames.expected)
        #expect((least...51 + Int(startup / 40)).contains(expected), "\(String(describing: skipped)) skipped")
        #expect(frames.marked == frames.expected)
        #expect(frames.dropped == 0)
        #expect(frames.unreadable == 0)
        #expect(frames.expectedMethod == .clock)
        #expect(summary.clock.method == .sameHost)
        #expect(summary.arrivalMethod == .readLog)
        #expect(summary.media.codec == "h264")
        #expect(summary.run.endReason == .duration)
        // A busy streamer has not begun many of them at T1.
        #expect(summary.streamer?.ticks ?? 0 >= 1)
        let delay = try #require(summary.frameDelayMs)
        #expect(try #require(delay.min) > 0)

        let store = try RunStore.open(folder.file("glasslab.sqlite"), mode: .readOnly)
        let run = try store.run(named: "test1")
        #expect(run.manifest.uuid == summary.run.uuid)
        #expect(try store.summary(of: run) == summary)
        #expect(run.manifest.settings["cpu"] == .integer(512))
        // What holds frames back holds back each live one; a busy machine nearly all.
        let waits = try store.samples(of: run).filter { !$0.isBacklog && $0.stamp != nil }.compactMap { sample in
            sample.decoded.flatMap { decoded in sample.arrival.map { decoded - $0 } }
        }
        #expect(try #require(waits.min()) < .milliseconds(20))
    }

    @Test func theSameNameAgainIsTheNextAttempt() async throws {
        for attempt in 1...2 {
            let outcome = try await launcher.run(
                ["-id", "again", "--duration", "0.5", "-i", "0", "--json"],
                in: folder.path
            )
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(try summary(outcome).run.attempt == attempt)
        }
    }

    @Test func stopsAtTheFrameLimit() async throws {
        let outcome = try await launcher.run(
            ["--id", "limited", "-fl", "10", "-i", "0", "--cpu", "256", "--json"],
            in: folder.path
        )
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let summary = try summary(outcome)
        #expect(summary.run.endReason == .frameLimit)
        #expect(summary.frames.marked == 10)
        #expect(summary.frames.dropped == 0)
        #expect(summary.warnings.contains { $0.code == .cpuMemoryNotEnforced })
    }

    @Test func joinsAgainWhileTheStreamerLives() async throws {
        let outcome = try await launcher.run(
            ["--id", "joined", "--duration", "0.5", "-i", "0", "--joins", "3", "--json"],
            in: folder.path
        )
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let joins = try #require(try summary(outcome).startupMs.joins)
        #expect(joins.n == 3)
        #expect(joins.failed == 0)
    }

    @Test func soundIsMeasuredWhereItIsAskedFor() async throws {
        // Three beeps prove that they are ours; one comes every 32 frames.
        let outcome = try await launcher.run(
            ["--id", "beeps", "--duration", "60", "-fl", "175", "--size", "320x180", "--audio", "--json"],
            in: folder.path
        )
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let summary = try summary(outcome)
        #expect(summary.run.settings["audio"] == .flag(true))
        // A streamer that skips more than a third of its ticks leaves too few beeps to be told.
        let (ticks, skipped) = (summary.streamer?.ticks ?? 0, summary.streamer?.skipped ?? 0)
        if summary.avOffsetMs == nil, skipped * 4 > ticks { return }
        #expect(abs(try #require(summary.avOffsetMs)) < 2)
    }

    @Test func aSettingThatTheStreamerRefusesIsItsOwnErrorAndWrongUsage() async throws {
        let outcome = try await launcher.run(["--id", "x", "--size", "32x16"], in: folder.path)
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.contains("does not fit into a picture of 32x16"))
    }

    @Test func ctrlCEndsTheRunAndStoresIt() async throws {
        let result = try await running(["--id", "cut", "--duration", "1000", "-i", "0", "--json"]) { process, _ in
            kill(-process, SIGINT)
        }
        #expect(BuiltExecutable.code(result.status) == 3)
        let store = try RunStore.open(folder.file("glasslab.sqlite"), mode: .readOnly)
        let run = try store.run(named: "cut")
        #expect(run.endReason == .interrupted)
        let summary = try #require(try store.summary(of: run))
        #expect(summary.frames.marked > 0)
        // The streamer was still there to say how it did.
        #expect(summary.streamer != nil)
        #expect(summary.clock.exchanges >= 2)
        #expect(!ProcessWatch.isRunning(result.streamer))
    }

    @Test func killingTheLauncherLeavesNoStreamerBehind() async throws {
        let result = try await running(["--id", "killed", "--duration", "1000", "-i", "0"]) { process, streamer in
            #expect(ProcessWatch.isRunning(streamer))
            kill(process, SIGKILL)
        }
        await withCheckedContinuation { continuation in
            ProcessWatch.whenEnded(result.streamer) { continuation.resume() }
        }
        #expect(!ProcessWatch.isRunning(result.streamer))
    }

    /// Starts the launcher, waits until samples are stored, does something to it, and waits for its end.
    private func running(
        _ arguments: [String],
        _ act: @Sendable (_ launcher: pid_t, _ streamer: pid_t) async throws -> Void
    ) async throws -> (status: TerminationStatus, streamer: pid_t) {
        let database = folder.file("glasslab.sqlite")
        var options = PlatformOptions()
        // As a shell does: a process group for each command, to which the terminal sends Ctrl-C.
        options.processGroupID = 0
        let result = try await Subprocess.run(
            .path(FilePath(launcher.path)),
            arguments: Arguments(arguments),
            environment: BuiltExecutable.environment([:]),
            workingDirectory: FilePath(folder.path),
            platformOptions: options,
            input: .none,
            output: .discarded,
            error: .discarded
        ) { execution in
            let process = execution.processIdentifier.value
            try await Self.whenStored(in: database)
            let streamer = try #require(try Self.child(of: process))
            try await act(process, streamer)
            return streamer
        }
        return (result.terminationStatus, result.closureResult)
    }

    /// Waits for the first stored samples, by the version that SQLite counts up with each commit.
    private static func whenStored(in database: String) async throws {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while clock.monotonicNow() < deadline {
            if let store = try? RunStore.open(database, mode: .readOnly),
                let listing = try? store.runs().first,
                let run = try? store.run(named: listing.id),
                let samples = try? store.samples(of: run),
                samples.contains(where: { $0.stamp != nil && !$0.isBacklog })
            {
                return
            }
            try await clock.sleep(for: .milliseconds(20))
        }
        Issue.record("nothing was stored within a minute")
    }

    /// The process that the launcher started.
    private static func child(of process: pid_t) throws -> pid_t? {
        let tasks = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")
        for task in tasks {
            let children = try String(contentsOfFile: "/proc/\(process)/task/\(task)/children", encoding: .utf8)
            if let child = children.split(separator: " ").first {
                return pid_t(child)
            }
        }
        return nil
    }
}
