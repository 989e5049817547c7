import Glibc
import LabModel
@testable import LabTesting
import LabTesting
import Machine
import Testing

@Suite(.realTime) struct ServerProcessTests {
    @Test func aServerEndsWhenStoppedKilledOrLetGo() async throws {
        let folder = try TemporaryFolder()
        let stopped = try await ServerProcess.start(["sleep", "1000"], in: folder, ready: [])
        #expect(stopped.isRunning && ProcessWatch.isRunning(stopped.processID))
        await stopped.stop()
        #expect(!stopped.isRunning && !ProcessWatch.isRunning(stopped.processID))
        #expect(await stopped.ended() == 128 + SIGTERM)
        await stopped.stop()

        let killed = try await ServerProcess.start(["sleep", "1000"], in: folder, ready: [])
        await killed.kill()
        #expect(await killed.ended() == 128 + SIGKILL)

        var held: ServerProcess? = try await ServerProcess.start(["sleep", "1000"], in: folder, ready: [])
        let number = try #require(held?.processID)
        #expect(ProcessWatch.isRunning(number))
        held = nil
        #expect(!ProcessWatch.isRunning(number))
    }

    @Test func waitsForItsLine() async throws {
        let folder = try TemporaryFolder()
        let server = try await ServerProcess.start(
            ["sh", "-c", "echo opening >&2; sleep 0.2; echo is open; exec sleep 1000"],
            in: folder,
            ready: [.line("is open")]
        )
        #expect(server.log == "opening\nis open\n")
        await server.stop()
    }

    @Test func aServerThatEndsFirstSaysWhy() async throws {
        let folder = try TemporaryFolder()
        let failure = await #expect(throws: ServerProcess.Failure.self) {
            try await ServerProcess.start(
                ["sh", "-c", "echo no such thing; exit 3"],
                in: folder,
                ready: [.tcp(port: 1)]
            )
        }
        #expect(failure?.description == "sh ended before it served:\nno such thing\n")
    }

    @Test func aServerThatNeverServesIsGivenUp() async throws {
        let folder = try TemporaryFolder()
        let failure = await #expect(throws: ServerProcess.Failure.self) {
            try await ServerProcess.start(
                ["sleep", "1000"],
                in: folder,
                ready: [.line("never")],
                limit: .milliseconds(50)
            )
        }
        #expect(failure?.reason == "does not serve after \(Latency.milliseconds(50))")
    }

    @Test func theKernelsTableIsReadByItsSecondColumn() {
        let table = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
              12: 0100007F:1F90 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 1 2 0 0
              13: 00000000000000000000000000000000:0016 00000000000000000000000000000000:0050 07 0
            """
        #expect(ServerReadiness.isBound(8_080, in: table))
        #expect(ServerReadiness.isBound(22, in: table))
        #expect(!ServerReadiness.isBound(80, in: table))
        #expect(!ServerReadiness.isBound(0, in: ""))
    }
}
