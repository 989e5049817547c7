import Foundation
import Glibc
import Machine
import Testing

@Suite struct ProcessWatchTests {
    @Test func tellsOfAKilledProcess() async throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sleep")
        process.arguments = ["1000"]
        try process.run()
        let number = process.processIdentifier
        #expect(ProcessWatch.isRunning(number))
        await withCheckedContinuation { continuation in
            ProcessWatch.whenEnded(number) { continuation.resume() }
            kill(number, SIGKILL)
        }
        process.waitUntilExit()
        #expect(!ProcessWatch.isRunning(number))
    }

    @Test func tellsAtOnceOfAProcessThatIsGone() async {
        await withCheckedContinuation { continuation in
            ProcessWatch.whenEnded(Int32.max) { continuation.resume() }
        }
        #expect(!ProcessWatch.isRunning(Int32.max))
    }
}
