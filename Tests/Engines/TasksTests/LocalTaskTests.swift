import Foundation
import LabModel
import LabTesting
import Machine
import Synchronization
import Testing

@testable import Tasks

/// The life of a streamer process, with shell scripts in its place: what is tested is starting, waiting and stopping.
@Suite(.realTime) struct LocalTaskTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func task(_ script: String, readyLimit: Latency = .untilItHangs) throws -> LocalTask {
        let path = try folder.program("streamer", "#!/bin/sh\n\(script)\n")
        return LocalTask(
            try StreamerTaskSettingsTests.settings(),
            clock: SystemClock(),
            executable: path,
            readyLimit: readyLimit
        )
    }

    private static let serving = """
        while [ "$1" != --ready-file ]; do shift; done
        printf '{"port":1234,"pid":%d,"stream_id":9}' $$ > "$2.new" && mv "$2.new" "$2"
        """

    @Test func servesWhileTheWorkGoesOnAndIsStoppedAfterIt() async throws {
        let task = try task(Self.serving + "\nexec sleep 1000")
        let pid = try await task.run { address in
            #expect(address.port == 1234)
            let pid = try #require(address.processID)
            #expect(ProcessWatch.isRunning(pid))
            return pid
        }
        #expect(!ProcessWatch.isRunning(pid))
    }

    @Test func isStoppedWhenTheWorkFails() async throws {
        struct Broken: Error {}
        let task = try task(Self.serving + "\nexec sleep 1000")
        let seen = Mutex<Int32>(0)
        await #expect(throws: Broken.self) {
            try await task.run { address -> Int in
                seen.withLock { $0 = address.processID ?? 0 }
                throw Broken()
            }
        }
        let pid = seen.withLock { $0 }
        #expect(pid > 0)
        #expect(!ProcessWatch.isRunning(pid))
    }

    @Test func tellsWhyAStreamerEnded() async throws {
        let task = try task("echo 'streamer: port 5000 is in use. Choose another' >&2; exit 2")
        await #expect(throws: TaskError.endedEarly(code: 2, lastWords: "port 5000 is in use. Choose another")) {
            try await task.run { _ in }
        }
    }

    @Test func givesUpOnAStreamerThatNeverServes() async throws {
        // The limit counts from the start of the process: on a busy machine it says nothing within a short one.
        for limit in [Latency.milliseconds(300), .seconds(3), .seconds(30)] {
            let task = try task("echo starting >&2; exec sleep 1000", readyLimit: limit)
            let error = await #expect(throws: TaskError.self) {
                try await task.run { _ in }
            }
            if error == .notReady(limit: limit, lastWords: "starting") { return }
            #expect(error == .notReady(limit: limit, lastWords: ""))
        }
        Issue.record("its last words were never told")
    }

    @Test func refusesAFileThatIsNotExecutable() async throws {
        let task = LocalTask(
            try StreamerTaskSettingsTests.settings(),
            clock: SystemClock(),
            executable: folder.path
        )
        await #expect {
            try await task.run { _ in }
        } throws: { error in
            guard case TaskError.notStarted(let path, _) = error else { return false }
            return path == folder.path
        }
    }

    @Test func keepsTheLabsSettingsToTheFlags() async throws {
        let task = try task("env > '\(folder.file("env"))'; echo \"$@\" > '\(folder.file("flags"))'; " + Self.serving)
        try await task.run { _ in }
        let environment = try String(contentsOfFile: folder.file("env"), encoding: .utf8)
        #expect(!environment.contains("GLASSLAB_"))
        #expect(environment.contains("\nID=test1\n") || environment.hasPrefix("ID=test1\n"))
        let flags = try String(contentsOfFile: folder.file("flags"), encoding: .utf8)
        #expect(flags.contains("--exit-with \(ProcessInfo.processInfo.processIdentifier) "))
    }
}
