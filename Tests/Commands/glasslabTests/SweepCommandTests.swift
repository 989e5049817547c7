import Foundation
import LabModel
import LabTesting
import Machine
import RunStore
import Subprocess
import SystemPackage
import Testing

/// `glasslab sweep` from outside, with a stand-in where lines are measured.
@Suite struct SweepCommandTests {
    private let golden = GoldenFolder(beside: #filePath)

    @Test(arguments: ["", "run", "submit", "status", "collect", "line"])
    func helpIsAsRecorded(command: String) async throws {
        let words = command.isEmpty ? ["sweep"] : ["sweep", command]
        let outcome = try await BuiltExecutable("glasslab").run(words + ["--help"], environment: ["COLUMNS": "100"])
        #expect(outcome.exitCode == 0 && outcome.errors.isEmpty)
        #expect(outcome.output.contains("EXAMPLES"))
        let name = "help-" + words.joined(separator: "-") + ".txt"
        #expect(try outcome.output == golden.expected(name, got: outcome.output))
    }

    @Test(
        arguments: [
            (
                ["run", "a/b", "--inputs", "in.txt"], 2,
                "\"a/b\" is no name of a sweep: 1 to 100 letters, digits, dots, dashes and underscores, "
                    + "the first a letter or digit"
            ),
            (
                ["run", "a", "--inputs", "no.txt"], 1,
                "cannot read: No such file or directory: no.txt. Check the path and its permissions."
            ),
            (
                ["run", "a", "--inputs", "bad.txt"], 2,
                "fps \"25x\" is not a frame rate such as 25 or 29.97, from 0.1 to 1000: bad.txt:2:3."
            ),
            (
                ["submit", "a", "--inputs", "bad.txt"], 2,
                "fps \"25x\" is not a frame rate such as 25 or 29.97, from 0.1 to 1000: bad.txt:2:3."
            ),
            (
                ["run", "a", "--inputs", "in.txt", "--jobs", "0"], 2,
                "\"0\" is not a whole number from 1 to 64: --jobs. See --help for what it takes."
            ),
            (
                ["run", "a", "--inputs", "in.txt", "--option", "fsp=3"], 2,
                "\"fsp=3\" is not an option of start-task-and-client, such as bitrate=1M: --option. See --help for what it takes."
            ),
            (
                ["submit", "a", "--inputs", "in.txt", "--rounds", "21"], 2,
                "\"21\" is not a whole number from 0 to 20: --rounds. See --help for what it takes."
            ),
            (["line", "3", "a", "--inputs", "in.txt"], 2, "there is no line 3: the lines are 1 to 2: "),
            (["status", "a"], 1, "there is no sweep called \"a\": "),
            (["collect", "a"], 1, "there is no sweep called \"a\": "),
        ] as [([String], Int32, String)]
    )
    func whatIsWrongIsSaidBeforeAnythingIsMeasured(arguments: [String], code: Int32, text: String) async throws {
        let lab = try SweepStandIn(lines: 2)
        try Data("0 25 512 1 task_0\n0 25x 512 1 task_1\n".utf8).write(to: URL(filePath: lab.folder.file("bad.txt")))
        let outcome = try await lab.sweep(arguments)
        #expect(outcome.exitCode == code)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix("glasslab: " + text), "\(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: lab.folder.file("results/a/0-25-512-1-task_0")))
    }

    @Test func withoutSlurmAnotherWayIsOffered() async throws {
        let lab = try SweepStandIn(lines: 2)
        let outcome = try await lab.sweep(["submit", "a", "--inputs", "in.txt"], environment: ["PATH": "/nowhere"])
        #expect(outcome.exitCode == 1)
        #expect(
            outcome.errors == "glasslab: Slurm is not on this machine: there is no `sbatch` on the PATH. "
                + "Run the sweep on this machine alone with glasslab sweep run\n"
        )
        #expect(!FileManager.default.fileExists(atPath: lab.folder.file("results")))
    }

    @Test func aDryRunShowsScriptsAndWritesNothing() async throws {
        let lab = try SweepStandIn(lines: 2)
        let outcome = try await lab.sweep(
            ["submit", "a", "--inputs", "in.txt", "--concurrency", "2", "--dry-run"],
            environment: ["PATH": "/nowhere"]
        )
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("--array=1-2%2"))
        #expect(outcome.output.contains("'sweep' 'collect' 'a' '--results'"))
        #expect(!FileManager.default.fileExists(atPath: lab.folder.file("results")))
    }

    @Test func aSweepRunsToItsStoreAndAgainWithoutMeasuring() async throws {
        let lab = try SweepStandIn(lines: 3)
        let first = try await lab.sweep(["run", "exp", "--inputs", "in.txt", "--jobs", "2", "--stagger", "0"])
        #expect(first.exitCode == 0, "\(first.errors)")
        #expect(first.output.hasPrefix("3 of 3 lines, 3 runs\nstored      "))
        try lab.behave("exit 1")
        let again = try await lab.sweep(["run", "exp", "--json"])
        #expect(
            again.exitCode == 0
                && again.output.hasPrefix(
                    "{\"collected\":3,\"experiment\":\"exp\",\"lines\":3,\"missing\":[],\"runs\":3,"
                )
        )
        let store = try RunStore.open(lab.folder.file("results/exp/lab.sqlite"), mode: .readOnly)
        #expect(try Set(store.runs().map(\.uuid)) == Set(lab.uuids))
        let status = try await lab.sweep(["status", "exp"])
        #expect(
            status.output == """
                sweep exp, 3 lines
                done        3
                running     0
                waiting     0
                failed      0
                missing     0

                """
        )
        let other = try await lab.sweep(["run", "exp", "--duration", "2"])
        #expect(other.exitCode == 2)
        #expect(other.errors.hasPrefix("glasslab: the sweep \"exp\" was begun with no options. "))
        // What it was begun with stays, whatever the environment says later.
        #expect(try await lab.sweep(["run", "exp"], environment: ["GLASSLAB_DURATION": "2"]).exitCode == 0)
        let late = try await lab.sweep(
            ["run", "late", "--inputs", "in.txt", "--option", "codec=hevc"],
            environment: ["GLASSLAB_DURATION": "2"]
        )
        #expect(late.exitCode == 1)
        let manifest = try String(contentsOfFile: lab.folder.file("results/late/sweep.json"), encoding: .utf8)
        #expect(manifest.contains("\"codec=hevc\",\n    \"duration=2.0\""))
    }

    @Test(arguments: [("ecs", true), ("local", false)])
    func whoseTaskIsLeftOnAWSIsSaidAtTheEnd(place: String, isTold: Bool) async throws {
        let lab = try SweepStandIn(lines: 1)
        // As a launcher leaves it that could not stop its task.
        try lab.behave(
            """
            mkdir -p "$XDG_STATE_HOME/glasslab/tasks"
            printf '%s' '{"token":"t","id":"task_0","region":"eu-west-1","cluster":"Lab","started_at":1}' \
                > "$XDG_STATE_HOME/glasslab/tasks/t.json"
            cp "$here/stores/$id.sqlite" "$db"
            """
        )
        let outcome = try await lab.sweep(
            ["run", "exp", "--inputs", "in.txt", "--option", "on=\(place)"],
            environment: ["XDG_STATE_HOME": lab.folder.file("state")]
        )
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let words = "the launcher of 'task_0' died without stopping its task in eu-west-1: `glasslab tasks stop "
        #expect(outcome.errors.contains(words) == isTold, "\(outcome.errors)")
    }

    @Test func failedLinesAreNamedAndTheRestIsCollected() async throws {
        let lab = try SweepStandIn(lines: 2)
        try lab.behave(
            "[ $id = task_1 ] && { echo 'the moon is down' >&2; exit 1; }; cp \"$here/stores/$id.sqlite\" \"$db\""
        )
        let outcome = try await lab.sweep(["run", "exp", "--inputs", "in.txt", "--stagger", "0"])
        #expect(outcome.exitCode == 3)
        #expect(outcome.errors == "glasslab: line 2, task_1: the moon is down\n")
        #expect(outcome.output.hasPrefix("1 of 2 lines, 1 runs\n"))
        // Brought together again, the rest is named; --resubmit has no Slurm to turn to.
        let collected = try await lab.sweep(["collect", "exp", "--json", "--resubmit"])
        #expect(collected.exitCode == 3 && collected.output.contains("\"missing\":[2]"), "\(collected.output)")
        #expect(
            collected.errors == "glasslab: it was never submitted to Slurm: glasslab sweep submit does that\n"
                + "glasslab: line 2, task_1: the moon is down\n"
        )
        let status = try await lab.sweep(["status", "exp"])
        #expect(status.output.hasSuffix("\nfailed\n  line 2     task_1: the moon is down\n"))
        let json = try await lab.sweep(["status", "exp", "--json"])
        #expect(json.output.contains("\"counts\":{\"done\":1,\"failed\":1,\"missing\":0,\"running\":0,\"waiting\":0}"))
        #expect(
            json.output.contains(
                "{\"line\":2,\"name\":\"task_1\",\"reason\":\"the moon is down\",\"restarts\":0,\"state\":\"failed\"}"
            )
        )
    }

    @Test func withoutItsReportASweepIsNotWholeAndNoOldOneStays() async throws {
        let lab = try SweepStandIn(lines: 2)
        #expect(try await lab.sweep(["run", "exp", "--inputs", "in.txt", "--stagger", "0"]).exitCode == 0)
        let (web, text) = (lab.folder.file("results/exp/report.html"), lab.folder.file("results/exp/report.txt"))
        #expect([web, text].allSatisfy { FileManager.default.fileExists(atPath: $0) })
        // Nothing can be written where a folder is.
        try FileManager.default.removeItem(atPath: text)
        try FileManager.default.createDirectory(atPath: text, withIntermediateDirectories: false)
        let outcome = try await lab.sweep(["collect", "exp"])
        #expect(outcome.exitCode == 3 && outcome.output.hasPrefix("2 of 2 lines, 2 runs\n"))
        #expect(outcome.errors.contains("no report was written: "), "\(outcome.errors)")
        #expect(![web, text].contains { FileManager.default.fileExists(atPath: $0) })
        #expect(try await lab.sweep(["collect", "exp"]).exitCode == 0)
        #expect([web, text].allSatisfy { FileManager.default.fileExists(atPath: $0) })
    }

    @Test func aResultThatCannotBeMergedIsInTheReport() async throws {
        let lab = try SweepStandIn(lines: 2)
        #expect(try await lab.sweep(["run", "exp", "--inputs", "in.txt", "--stagger", "0"]).exitCode == 0)
        try Data("torn".utf8).write(to: URL(filePath: lab.folder.file("results/exp/0-25-512-1-task_1/lab.sqlite")))
        let outcome = try await lab.sweep(["collect", "exp", "--json"])
        #expect(outcome.exitCode == 3 && outcome.output.contains("\"missing\":[]") && outcome.output.contains(":[2]}"))
        let report = try String(contentsOfFile: lab.folder.file("results/exp/report.txt"), encoding: .utf8)
        #expect(report.contains("its result cannot be merged: "), "\(report)")
        #expect(report.contains("task_1"))
    }

    @Test func attemptsBeforeTheOneThatWentWellAreInTheReport() async throws {
        let lab = try SweepStandIn(lines: 1)
        try lab.behave(
            "[ -e \"$here/once\" ] || { : > \"$here/once\"; echo 'the sun was up' >&2; exit 75; }; "
                + "cp \"$here/stores/$id.sqlite\" \"$db\""
        )
        let outcome = try await lab.sweep(["run", "exp", "--inputs", "in.txt", "--stagger", "0"])
        #expect(outcome.exitCode == 0 && outcome.output.hasPrefix("1 of 1 lines, 1 runs\n"), "\(outcome.errors)")
        let report = try String(contentsOfFile: lab.folder.file("results/exp/report.txt"), encoding: .utf8)
        #expect(report.contains("the sun was up") && report.contains("1 attempt died beside results"), "\(report)")
    }

    @Test func killedAtAnyMomentALineIsDoneOnce() async throws {
        let lab = try SweepStandIn(lines: 1)
        var generator = SeededGenerator(seed: 7)
        let clock = SystemClock()
        for _ in 0..<10 {
            let moment = Latency.milliseconds(Double.random(in: 0...200, using: &generator))
            try await start(lab, ["line", "1", "exp", "--inputs", "in.txt", "--executables", "bin"]) { process in
                try await clock.sleep(for: moment)
                kill(process, SIGKILL)
            }
        }
        let last = try await lab.sweep(["line", "1", "exp", "--inputs", "in.txt"])
        #expect(last.exitCode == 0, "\(last.errors)")
        let place = lab.folder.file("results/exp/0-25-512-1-task_0")
        let runs = try RunStore.open(place + "/lab.sqlite", mode: .readOnly).runs()
        #expect(runs.map(\.uuid) == lab.uuids)
        let left = try FileManager.default.contentsOfDirectory(atPath: place).sorted()
        #expect(left == ["lab.sqlite", "log.txt", "result.json", "running.lock"])
        #expect(try await lab.sweep(["collect", "exp"]).output.hasPrefix("1 of 1 lines, 1 runs\n"))
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func aSignalEndsALineForAnotherTry(signal: Int32) async throws {
        let lab = try SweepStandIn(lines: 1)
        try lab.behave(
            #"sleep 1000 & trap "kill $!; exit 3" TERM; echo $$ > "$here/x"; mv "$here/x" "$here/started"; wait"#
        )
        let started = lab.folder.file("started")
        let code = try await start(lab, ["line", "1", "exp", "--inputs", "in.txt", "--executables", "bin"]) { process in
            try await Self.waitFor(started)
            kill(process, signal)
        }
        #expect(code == 75)
        let process = try #require(Int32(try String(contentsOfFile: started, encoding: .utf8).dropLast()))
        #expect(!ProcessWatch.isRunning(process))
    }

    @Test func ctrlCOfARunKeepsWhatIsDoneAndSaysHowToGoOn() async throws {
        let lab = try SweepStandIn(lines: 3)
        try lab.behave(
            """
            [ $id = task_0 ] && { cp "$here/stores/$id.sqlite" "$db"; exit 0; }
            sleep 1000 & trap "kill $!; exit 3" TERM; echo $$ > "$here/x"; mv "$here/x" "$here/started"; wait
            """
        )
        let started = lab.folder.file("started")
        let arguments = ["run", "exp", "--inputs", "in.txt", "--executables", "bin"]
        let code = try await start(lab, arguments, errors: "errors.txt") { process in
            try await Self.waitFor(started)
            kill(process, SIGINT)
        }
        #expect(code == 3)
        let errors = try String(contentsOfFile: lab.folder.file("errors.txt"), encoding: .utf8)
        // Before it there may be how far it is: a line each ten seconds.
        #expect(errors.hasSuffix("glasslab: interrupted: 1 of 3 lines are done and kept. The same command goes on.\n"))
        let process = try #require(Int32(try String(contentsOfFile: started, encoding: .utf8).dropLast()))
        #expect(!ProcessWatch.isRunning(process))
        try lab.behave("cp \"$here/stores/$id.sqlite\" \"$db\"")
        #expect(try await lab.sweep(["run", "exp", "--inputs", "in.txt"]).exitCode == 0)
    }

    /// Starts `glasslab sweep` in a process group of its own, does something to it, and waits for its end.
    @discardableResult
    private func start(
        _ lab: SweepStandIn,
        _ arguments: [String],
        errors: String = "ignored.txt",
        _ act: @Sendable (pid_t) async throws -> Void
    ) async throws -> Int32 {
        var options = PlatformOptions()
        options.processGroupID = 0
        let file = try FileDescriptor.open(
            FilePath(lab.folder.file(errors)),
            .writeOnly,
            options: [.create, .truncate],
            permissions: .ownerReadWrite
        )
        let result = try await Subprocess.run(
            .path(FilePath(lab.glasslab.path)),
            arguments: Arguments(["sweep"] + arguments),
            environment: BuiltExecutable.environment(["TMPDIR": lab.folder.file("tmp")]),
            workingDirectory: FilePath(lab.folder.path),
            platformOptions: options,
            input: .none,
            output: .discarded,
            error: .fileDescriptor(file, closeAfterSpawningProcess: true)
        ) { execution in
            try await act(execution.processIdentifier.value)
        }
        return BuiltExecutable.code(result.terminationStatus)
    }

    private static func waitFor(_ path: String) async throws {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while !FileManager.default.fileExists(atPath: path) {
            guard clock.monotonicNow() < deadline else {
                // The process that was waited for is ended all the same.
                Issue.record("\(path) never came")
                return
            }
            try await clock.sleep(for: .milliseconds(5))
        }
    }
}
