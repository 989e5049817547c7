import Dispatch
import Glibc
import Synchronization

/// Runs something that SIGINT and SIGTERM end gracefully.
///
/// The first signal is a request, which the operation learns of by ``Interrupt/onRequest(_:)``. The second one runs
/// `cleanup` and exits with 130 (SIGINT) or 143 (SIGTERM); a third one exits at once. SIGPIPE is ignored from then on.
///
/// - Parameters:
///   - isolation: where the operation runs: where the caller does.
///   - cleanup: what has to be done even when nobody wants to wait, such as stopping a task.
///   - operation: what is run.
/// - Returns: what the operation returns.
/// - Throws: what the operation throws.
public func withInterruptHandling<Outcome>(
    isolation: isolated (any Actor)? = #isolation,
    cleanup: @escaping @Sendable () async -> Void = {},
    operation: (Interrupt) async throws -> Outcome
) async rethrows -> Outcome {
    signal(SIGPIPE, SIG_IGN)
    let interrupt = Interrupt()
    let escalation = Escalation(interrupt: interrupt, cleanup: cleanup)
    let sources = [SIGINT, SIGTERM].map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { escalation.receive(number) }
        source.resume()
        return source
    }
    defer {
        for source in sources {
            source.cancel()
        }
        signal(SIGINT, SIG_DFL)
        signal(SIGTERM, SIG_DFL)
    }
    return try await operation(interrupt)
}

/// What each further signal does.
private final class Escalation: Sendable {
    private let interrupt: Interrupt
    private let cleanup: @Sendable () async -> Void
    private let isExiting = Atomic(false)

    init(interrupt: Interrupt, cleanup: @escaping @Sendable () async -> Void) {
        self.interrupt = interrupt
        self.cleanup = cleanup
    }

    func receive(_ number: Int32) {
        guard !interrupt.request(number) else { return }
        guard !isExiting.exchange(true, ordering: .relaxed) else {
            _exit(128 + number)
        }
        let cleanup = cleanup
        // No task of the operation can be waited for here: it is what the second signal gives up on.
        Task {
            await cleanup()
            exit(128 + number)
        }
    }
}
