import Foundation
import Glibc
import LabModel
import LabTesting
import Machine
import Testing

@testable import Quality

@Suite struct VMAFProcessTests {
    private func program(_ script: String, limit: Int = 1 << 20) -> VMAFProcess.Program {
        var program = VMAFProcess.Program(path: "/bin/bash", arguments: ["-c", script])
        program.environment = ["PATH": "/usr/bin:/bin", "SEEN": "yes"]
        program.outputLimit = limit
        return program
    }

    private func end(_ program: VMAFProcess.Program) throws -> VMAFProcess.End {
        let process = try VMAFProcess.start(program)
        process.closeInput()
        return try #require(process.wait(atMost: .untilItHangs))
    }

    private func write(_ bytes: [UInt8], to process: VMAFProcess, within limit: Latency) -> VMAFWriter.Result {
        bytes.withUnsafeBytes { memory in
            let part = iovec(iov_base: UnsafeMutableRawPointer(mutating: memory.baseAddress), iov_len: memory.count)
            return process.write([part], by: SystemClock().monotonicNow() + limit, clock: SystemClock())
        }
    }

    @Test func givesWhatItWroteAndHowItEnded() throws {
        let done = try end(program("echo $SEEN; echo oh >&2; exit 7"))
        #expect(String(decoding: done.output, as: UTF8.self) == "yes\n")
        #expect(String(decoding: done.errors, as: UTF8.self) == "oh\n")
        #expect(done.code == 7)
        #expect(!done.wroteTooMuch)
        #expect(try end(program("kill -TERM $$")).code == 143)
    }

    @Test func whatCannotStartSaysWhy() {
        #expect(throws: VMAFFailure.notStarted(path: "/nowhere", reason: "No such file or directory")) {
            try VMAFProcess.start(VMAFProcess.Program(path: "/nowhere", arguments: []))
        }
        #expect(throws: VMAFFailure.notStarted(path: "/tmp", reason: "Permission denied")) {
            try VMAFProcess.start(VMAFProcess.Program(path: "/tmp", arguments: []))
        }
    }

    @Test func passesMegabytesThroughInOrder() throws {
        let process = try VMAFProcess.start(program("md5sum"))
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        #expect(write(bytes, to: process, within: .untilItHangs) == .written)
        #expect(write(bytes, to: process, within: .untilItHangs) == .written)
        process.closeInput()
        let sum = try #require(process.wait(atMost: .untilItHangs)).output
        let folder = try TemporaryFolder()
        let file = folder.file("bytes")
        try Data(bytes + bytes).write(to: URL(filePath: file))
        #expect(try end(program("md5sum <'\(file)'")).output == sum)
    }

    @Test func aReaderThatDoesNotReadIsLate() throws {
        let process = try VMAFProcess.start(program("sleep 100"))
        defer { process.kill() }
        #expect(write([UInt8](repeating: 1, count: 4 << 20), to: process, within: .milliseconds(100)) == .late)
    }

    @Test func aReaderThatHasClosedItsInputEndsNobody() throws {
        let process = try VMAFProcess.start(program("exec <&-; echo closed; sleep 100"))
        defer { process.kill() }
        #expect(write([UInt8](repeating: 1, count: 4 << 20), to: process, within: .untilItHangs) == .closed)
        #expect(write([1], to: process, within: .untilItHangs) == .closed)
    }

    @Test func endlessOutputIsCutOff() throws {
        let done = try end(program("yes", limit: 100_000))
        #expect(done.wroteTooMuch)
        #expect(done.code == 137)
        #expect(done.output.count < 400_000)
        let noisy = try end(program("yes >&2", limit: 100_000))
        #expect(noisy.wroteTooMuch)
        #expect(noisy.errors.count == VMAFOutputReader.errorsKept)
    }

    @Test func killEndsWhatItStartedTooAndLeavesNoZombie() throws {
        let folder = try TemporaryFolder()
        let said = folder.file("said")
        let process = try VMAFProcess.start(program("sleep 1000 & echo $!; : >'\(said)'; wait"))
        let pid = try #require(process.processID)
        // What it started is known once it has said so: on a busy machine that takes its time.
        let latest = SystemClock().monotonicNow() + .untilItHangs
        while !FileManager.default.fileExists(atPath: said), SystemClock().monotonicNow() < latest {
            SystemClock().blockUntil(SystemClock().monotonicNow() + .milliseconds(5))
        }
        #expect(process.wait(atMost: .milliseconds(100)) == nil)
        process.kill()
        let done = try #require(process.wait(atMost: .untilItHangs))
        #expect(done.code == 137)
        #expect(process.processID == nil)
        // Reaped: the system knows no such child of ours any more.
        #expect(waitpid(pid, nil, WNOHANG) == -1)
        let grandchild = try #require(Int32(String(decoding: done.output, as: UTF8.self).dropLast()))
        // Whoever takes in orphans reaps this one in his own time.
        let deadline = SystemClock().monotonicNow() + .untilItHangs
        while ProcessWatch.isRunning(grandchild), SystemClock().monotonicNow() < deadline {
            SystemClock().blockUntil(SystemClock().monotonicNow() + .milliseconds(5))
        }
        #expect(!ProcessWatch.isRunning(grandchild))
        process.kill()
    }

    @Test func outputHeldOpenByAStrangerDoesNotHoldTheEnd() throws {
        let done = try end(program("setsid sleep 3 & echo said; exit 0"))
        #expect(String(decoding: done.output, as: UTF8.self) == "said\n")
        #expect(done.code == 0)
    }

    @Test func runsAsLowAsAsked() throws {
        var low = program("nice")
        low.niceness = 19
        #expect(try end(low).output == Array("19\n".utf8))
    }

    @Test func getsAFileAsDescriptorThreeAndNothingElse() throws {
        let folder = try TemporaryFolder()
        try "inside".write(toFile: folder.file("model"), atomically: false, encoding: .utf8)
        var reading = program("cat /dev/fd/3; exec ls -m /proc/self/fd")
        reading.file = folder.file("model")
        let text = String(decoding: try end(reading).output, as: UTF8.self)
        // The fourth is the folder that is listed.
        #expect(text == "inside0, 1, 2, 3, 4\n")
        reading.file = "/nowhere"
        #expect(throws: VMAFFailure.notStarted(path: "/bin/bash", reason: "No such file or directory")) {
            try VMAFProcess.start(reading)
        }
    }

    /// The kernel's promise that the others stand on: what a thread started is killed when that thread is gone, as all
    /// threads are when their process is.
    @Test func diesWithTheThreadThatStartedIt() async throws {
        let sleeping = program("exec sleep 1000")
        let pid = await WorkerThread.run(name: "short") { VMAFProcess.orphan(sleeping) }
        try #require(pid > 0)
        let status = await WorkerThread.run(name: "wait") {
            var status: Int32 = 0
            waitpid(pid, &status, 0)
            return status
        }
        #expect(status == SIGKILL)
    }
}
