import Glibc
import LabModel
import LabTesting
import Testing

@testable import Machine

@Suite struct ProcessEndingTests {
    @Test func endsAProcessAndFindsItGoneAfterThat() async throws {
        let (server, process) = try await NamedSleep().started()
        #expect(await ProcessEnding.terminate(process, within: .untilItHangs) == .ended)
        #expect(await server.ended() == 128 + SIGTERM)
        #expect(await ProcessEnding.terminate(process, within: .untilItHangs) == .gone)
    }

    @Test func aProcessThatOnlyHasTheNumberIsLeftAlone() async throws {
        let (server, process) = try await NamedSleep().started()
        let other = RunningProcess(
            id: process.id,
            startTicks: process.startTicks - 1,
            age: process.age,
            arguments: process.arguments,
            variables: [:]
        )
        #expect(await ProcessEnding.terminate(other, within: .untilItHangs) == .gone)
        #expect(ProcessWatch.isRunning(process.id))
        await server.kill()
        #expect(await server.ended() == 128 + SIGKILL)
    }

    @Test func oneThatDoesNotEndIsTold() async throws {
        let (server, process) = try await NamedSleep().started()
        // A stopped process takes no signal but the one that nobody can refuse.
        kill(process.id, SIGSTOP)
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while SystemFile.read("/proc/\(process.id)/stat")?.contains(") T ") != true {
            try #require(clock.monotonicNow() < deadline)
            try await clock.sleep(for: .milliseconds(5))
        }
        #expect(await ProcessEnding.terminate(process, within: .milliseconds(50)) == .stillRunning)
        #expect(server.isRunning)
        await server.kill()
    }
}
