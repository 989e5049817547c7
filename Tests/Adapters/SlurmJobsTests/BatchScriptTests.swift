import Foundation
import LabTesting
import SlurmJobs
import Testing

@Suite struct BatchScriptTests {
    /// A folder with a script and a scontrol that writes down how it was called.
    private struct Bench {
        let folder: TemporaryFolder

        init(_ script: BatchScript) throws {
            folder = try TemporaryFolder()
            try write("scontrol", "#!/bin/sh\necho \"$@\" >>\"$CALLS\"\n")
            try write("job", script.text)
        }

        func write(_ name: String, _ text: String) throws {
            try folder.program(name, text)
        }

        func read(_ name: String) -> String {
            (try? String(contentsOfFile: folder.file(name), encoding: .utf8)) ?? ""
        }

        func run(_ variables: [String: String] = [:]) async throws -> BuiltExecutable.Outcome {
            let own = ["PATH": "\(folder.path):/usr/bin:/bin", "CALLS": folder.file("calls"), "SLURM_JOB_ID": "9"]
            return try await BuiltExecutable.onPath(
                [folder.file("job")],
                environment: own.merging(variables) { _, second in second },
                in: folder.path
            )
        }
    }

    private static let array = ["SLURM_ARRAY_JOB_ID": "12", "SLURM_ARRAY_TASK_ID": "7"]

    @Test func runsItsCommandWordForWord() async throws {
        let words = ["", "a b", "it's", "$HOME", "*", "\"", "\\", "é"]
        let script = BatchScript(command: [.text("printf"), .text("<%s>")] + words.map(BatchScript.Word.text))
        let outcome = try await Bench(script).run()
        #expect(outcome == .init(exitCode: 0, output: "<><a b><it's><$HOME><*><\"><\\><é>", errors: ""))
    }

    @Test func aTaskKnowsItsLine() async throws {
        let bench = try Bench(BatchScript(command: [.text("echo"), .line]))
        #expect(try await bench.run(Self.array).output == "7\n")
        let moved = Self.array.merging([BatchScript.offsetVariable: "1000"]) { _, second in second }
        #expect(try await bench.run(moved).output == "1007\n")
    }

    @Test func handsOnWhatTheCommandExitsWith() async throws {
        let bench = try Bench(BatchScript(command: ["sh", "-c", "exit 3"].map(BatchScript.Word.text)))
        #expect(try await bench.run() == .init(exitCode: 3, output: "", errors: ""))
        #expect(bench.read("calls").isEmpty)
    }

    @Test func asksToBeQueuedAgainByTaskAndNeverByTheWholeArray() async throws {
        let bench = try Bench(BatchScript(command: ["sh", "-c", "exit 75"].map(BatchScript.Word.text)))
        #expect(try await bench.run(Self.array).exitCode == 75)
        #expect(bench.read("calls") == "requeue 12_7\n")
        #expect(try await bench.run().exitCode == 75)
        #expect(bench.read("calls") == "requeue 12_7\nrequeue 9\n")
    }

    @Test func givesUpWhatNeverPasses() async throws {
        var script = BatchScript(command: ["sh", "-c", "exit 75"].map(BatchScript.Word.text))
        script.maxRestarts = 2
        let bench = try Bench(script)
        #expect(try await bench.run(["SLURM_RESTART_COUNT": "1"]).exitCode == 75)
        let last = try await bench.run(["SLURM_RESTART_COUNT": "2"])
        #expect(last == .init(exitCode: 1, output: "", errors: "queued again 2 times already: given up\n"))
        #expect(bench.read("calls") == "requeue 9\n")
    }

    @Test func handsTheSignalOnAndWaits() async throws {
        // The command signals the script, as Slurm does before the time is over, and ends later than the signal.
        let command = "trap 'sleep 0.2; echo told; exit 5' TERM; kill -TERM $PPID; while :; do sleep 0.05; done"
        let bench = try Bench(BatchScript(command: ["sh", "-c", command].map(BatchScript.Word.text)))
        #expect(try await bench.run() == .init(exitCode: 5, output: "told\n", errors: ""))
    }

    /// Runs the script with something done before one of its own commands, told by how that begins.
    private func run(_ bench: Bench, before command: String, _ act: String) async throws -> BuiltExecutable.Outcome {
        try bench.write("before", "trap 'case $BASH_COMMAND in \(command)*) \(act) ;; esac' DEBUG\n")
        return try await bench.run(Self.array.merging(["BASH_ENV": bench.folder.file("before")]) { $1 })
    }

    @Test func aSignalBeforeTheCommandReachesIt() async throws {
        let command = ["sh", "-c", "exec sleep 180"].map(BatchScript.Word.text) + [.line]
        let bench = try Bench(BatchScript(command: command))
        let outcome = try await run(bench, before: "line=", "kill -TERM $$")
        #expect(outcome.exitCode == 143 && bench.read("calls").isEmpty)
    }

    @Test func theCommandsOwnCodeIsKeptThoughItEndedBehindTheSignal() async throws {
        let command = "trap 'exit 5' TERM; kill -TERM $PPID; while :; do sleep 0.05; done"
        let bench = try Bench(BatchScript(command: ["sh", "-c", command].map(BatchScript.Word.text)))
        let act = "[[ $signalled -eq 0 ]] || while builtin kill -0 \"$child\" 2>/dev/null; do sleep 0.01; done"
        let outcome = try await run(bench, before: "kill\\ -0", act)
        #expect(outcome == .init(exitCode: 5, output: "", errors: ""))
    }

    @Test func whatSlurmEndedIsNotAskedForAgain() async throws {
        let command = "trap 'exit 75' TERM; kill -TERM $PPID; while :; do sleep 0.05; done"
        let bench = try Bench(BatchScript(command: ["sh", "-c", command].map(BatchScript.Word.text)))
        #expect(try await bench.run(Self.array) == .init(exitCode: 143, output: "", errors: ""))
        #expect(bench.read("calls").isEmpty)
    }

    @Test func isAScriptThatShellcheckLikes() async throws {
        var texts: [String] = []
        for command in [[BatchScript.Word.text("true")], [.text("it's"), .line]] {
            let script = BatchScript(command: command, directives: ["--cpus-per-task=2", "--mem=512"])
            let bench = try Bench(script)
            let outcome = try await BuiltExecutable.onPath(["shellcheck", bench.folder.file("job")])
            #expect(outcome == .init(exitCode: 0, output: "", errors: ""))
            texts.append(script.text)
        }
        #expect(texts[0].hasPrefix("#!/usr/bin/env bash\n#SBATCH --ntasks=1\n#SBATCH --requeue\n"))
        #expect(texts[0].contains("\n#SBATCH --cpus-per-task=2\n#SBATCH --mem=512\nset -u\n"))
        #expect(!texts[0].contains("line=") && texts[1].contains("line="))
    }

    @Test func theScriptToSubmitByHandEndsInTheSameWords() throws {
        let clone = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        let byHand = try String(contentsOf: clone.appending(path: "slurm/sweep.sbatch"), encoding: .utf8)
        let ours = BatchScript(command: [.text("true")]).text
        let start = try #require(ours.range(of: "child=$!"))
        #expect(byHand.hasSuffix(ours[start.lowerBound...]))
        for line in ours[..<start.lowerBound].split(separator: "\n") where !line.contains("'true'") {
            #expect("\n\(byHand)".contains("\n\(line)\n"))
        }
    }
}
