import Foundation
import Glibc
import Testing

@testable import Benchmarking

@Suite struct ChildProcessTests {
    private func shell(_ line: String, accepting codes: Set<Int32> = [0]) -> ChildProcess {
        var process = ChildProcess(executable: "sh", arguments: ["-c", line])
        process.acceptedCodes = codes
        return process
    }

    @Test func acceptedCodesAreNoFailure() throws {
        #expect(try shell("exit 0").cpuSeconds() >= 0)
        #expect(try shell("exit 1", accepting: [0, 1]).cpuSeconds() >= 0)
    }

    @Test(
        arguments: [("exit 1", [0]), ("exit 2", [0, 1]), ("exit 0", [1]), ("kill -9 $$", [0, 9, 137])]
            as [(String, Set<Int32>)]
    )
    func othersAre(line: String, codes: Set<Int32>) {
        #expect(throws: BenchmarkError.self) { try shell(line, accepting: codes).cpuSeconds() }
    }

    /// Programs are ended by signals, whatever the thread that starts them holds back.
    @Test func aProgramIsEndedWhereSignalsAreHeldBack() throws {
        var (blocked, before) = (sigset_t(), sigset_t())
        sigfillset(&blocked)
        pthread_sigmask(SIG_SETMASK, &blocked, &before)
        let started = Result { try shell("exec cat /dev/zero > /dev/null").start() }
        pthread_sigmask(SIG_SETMASK, &before, nil)
        let program = try started.get()
        #expect(program.isRunning)
        let state = try String(contentsOfFile: "/proc/\(program.processID)/status", encoding: .utf8)
        #expect(state.contains("SigBlk:\t0000000000000000\n"))
        program.stop()
        #expect(!program.isRunning)
        #expect(kill(program.processID, 0) == -1)
    }
}
