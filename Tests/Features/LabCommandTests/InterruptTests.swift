import Glibc
import Synchronization
import Testing

@testable import LabCommand

@Suite struct InterruptTests {
    @Test func handlersAreCalledOnce() {
        let interrupt = Interrupt()
        let calls = Mutex(0)
        interrupt.onRequest { calls.withLock { $0 += 1 } }
        #expect(!interrupt.isRequested)
        #expect(interrupt.request(SIGINT))
        #expect(!interrupt.request(SIGINT))
        #expect(interrupt.isRequested)
        #expect(calls.withLock { $0 } == 1)
        interrupt.onRequest { calls.withLock { $0 += 1 } }
        #expect(calls.withLock { $0 } == 2)
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func theFirstSignalAsksForAGracefulEnd(number: Int32) async {
        // The captured value reaches the child process by name only where it is constant there.
        if number == SIGINT {
            await #expect(processExitsWith: .exitCode(3)) { await endGracefully(on: SIGINT) }
        } else {
            await #expect(processExitsWith: .exitCode(3)) { await endGracefully(on: SIGTERM) }
        }
    }

    @Test func aLostTerminalAsksForAGracefulEndToo() async {
        await #expect(processExitsWith: .exitCode(3)) { await endGracefully(on: SIGHUP) }
    }

    @Test func aHangupThatIsIgnoredStaysIgnored() async {
        await #expect(processExitsWith: .exitCode(3)) {
            signal(SIGHUP, SIG_IGN)
            await withInterruptHandling { interrupt in
                kill(getpid(), SIGHUP)
                _exit(interrupt.isRequested ? 4 : 3)
            }
        }
    }

    @Test func theSecondSignalCleansUpAndExits() async {
        let result = await #expect(processExitsWith: .exitCode(130), observing: [\.standardOutputContent]) {
            await withInterruptHandling(
                cleanup: { try? Console().write("cleaned up") },
                operation: { interrupt in
                    interrupt.onRequest { kill(getpid(), SIGINT) }
                    kill(getpid(), SIGINT)
                    try? await Task.sleep(for: .seconds(60))
                }
            )
        }
        #expect(result.map { String(decoding: $0.standardOutputContent, as: UTF8.self).contains("cleaned up") } == true)
    }

    @Test func aFurtherSignalThatHasAUseEndsNothing() async {
        await #expect(processExitsWith: .exitCode(143)) {
            let uses = Mutex(1)
            await withInterruptHandling { interrupt in
                interrupt.onRequest { kill(getpid(), SIGINT) }
                interrupt.onFurtherRequest {
                    let isOfUse = uses.withLock { uses in
                        defer { uses = max(0, uses - 1) }
                        return uses > 0
                    }
                    if isOfUse { kill(getpid(), SIGTERM) }
                    return isOfUse
                }
                kill(getpid(), SIGINT)
                try? await Task.sleep(for: .seconds(60))
            }
        }
    }

    @Test func theResultIsTheOperations() async throws {
        struct Failure: Error {}
        #expect(await withInterruptHandling { _ in 5 } == 5)
        await #expect(throws: Failure.self) { try await withInterruptHandling { _ in throw Failure() } }
    }
}

private func endGracefully(on number: Int32) async {
    await withInterruptHandling { interrupt in
        await withCheckedContinuation { continuation in
            interrupt.onRequest { continuation.resume() }
            kill(getpid(), number)
        }
    }
    exit(3)
}
