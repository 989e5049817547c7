import Foundation
import LabModel
import LabTesting
import Machine
import Quality
import RunStore
import Subprocess
import SystemPackage
import Testing

/// `glasslab score --marks none`, ended by somebody while the program that computes VMAF hangs.
@Suite(.realTime, .timeLimit(.minutes(60))) struct ScoreInterruptTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// The real program, but for the last of `limit` starts, which waits for ever.
    private func tool() throws {
        let real = try VMAFSearch(option: nil, environment: ProcessInfo.processInfo.environment).find()
        let script = """
            #!/bin/bash
            cd '\(folder.path)' && n=$(($(cat count) + 1)) && echo $n >count && cd - >/dev/null
            [[ $n -ge $(cat '\(folder.path)/limit') ]] || exec '\(real.path)' "$@"
            : >'\(folder.file("hangs"))'
            trap '' TERM
            while :; do sleep 1; done
            """
        try folder.program("tool", script)
    }

    private func set(_ name: String, _ text: String) throws {
        try text.write(toFile: folder.file(name), atomically: true, encoding: .utf8)
    }

    private static func arguments(_ id: String) -> [String] {
        [
            "score", "--reference", "a.mkv", "--distorted", "a.mkv", "--marks", "none", "--quality", "psnr,vmaf",
            "--vmaf-tool", "./tool", "--id", id,
        ]
    }

    private static func wait(for what: String, until isDone: () throws -> Bool) async throws {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while try !isDone() {
            guard clock.monotonicNow() < deadline else {
                Issue.record("waited in vain for \(what)")
                return
            }
            try await clock.sleep(for: .milliseconds(5))
        }
    }

    /// Whether a signal that was sent to a process has not been taken by any of its threads.
    private static func isPending(_ signal: Int32, at process: Int32) throws -> Bool {
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("ShdPnd:") })
        let mask = try #require(line.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) })
        return mask & (1 << UInt64(signal - 1)) != 0
    }

    @Test func twoCtrlCsLeaveTheRunWithWhatWasScored() async throws {
        let made = try await BuiltExecutable.shell(
            "ffmpeg -nostdin -v error -f lavfi -i testsrc2=size=320x240:rate=25 -frames:v 8 -c:v ffv1 a.mkv",
            in: folder.path
        )
        try #require(made.exitCode == 0, "\(made.errors)")
        try tool()
        try set("count", "0\n")
        try set("limit", "1000\n")
        let glasslab = BuiltExecutable("glasslab")
        let whole = try await glasslab.run(Self.arguments("whole"), in: folder.path)
        try #require(whole.exitCode == 0, "\(whole.errors)")
        try set("limit", try String(contentsOfFile: folder.file("count"), encoding: .utf8))
        try set("count", "0\n")

        let hangs = folder.file("hangs")
        let result = try await Subprocess.run(
            .path(FilePath(glasslab.path)),
            arguments: Arguments(Self.arguments("ended")),
            environment: BuiltExecutable.environment([:]),
            workingDirectory: FilePath(folder.path),
            input: .none,
            output: .discarded,
            error: .discarded
        ) { execution in
            let process = execution.processIdentifier.value
            try await Self.wait(for: "the program to hang") { FileManager.default.fileExists(atPath: hangs) }
            kill(process, SIGINT)
            // Two signals at once may be one: the first must have been taken.
            try await Self.wait(for: "the signal to be taken") { try !Self.isPending(SIGINT, at: process) }
            kill(process, SIGINT)
        }
        #expect(BuiltExecutable.code(result.terminationStatus) == 3)
        let store = try RunStore.open(folder.file("glasslab.sqlite"), mode: .readOnly)
        let run = try store.run(named: "ended")
        #expect(run.endReason == .interrupted)
        let frames = try store.scoredFrames(of: run)
        #expect(!frames.isEmpty && frames.allSatisfy { $0.scores.psnrY == 60 && $0.scores.vmaf == nil })
    }
}
