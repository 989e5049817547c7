import Dispatch
import Glibc
import Synchronization

/// Runs something that SIGINT, SIGTERM and SIGHUP end gracefully; a hangup that is ignored, as by nohup, stays ignored.
///
/// The first signal is a request, which the operation learns of by ``Interrupt/onRequest(_:)``. The next one that nobody has
/// a use for (``Interrupt/onFurtherRequest(_:)``) runs `cleanup` and exits with 130 (SIGINT), 143 (SIGTERM) or 129 (SIGHUP);
/// another one exits at once. SIGPIPE is ignored from then on.
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
    let signals = SignalPipe(receive: escalation.receive)
    defer { signals?.stop() }
    return try await operation(interrupt)
}

/// Brings signals from their handler, where next to nothing is allowed, to an ordinary thread.
///
/// A handler and no ignored signal: on Linux an ignored one never reaches Dispatch, and child processes would ignore it
/// too.
private final class SignalPipe {
    private static let writeEnd = Atomic<Int32>(-1)
    private let numbers: [Int32]
    private let source: any DispatchSourceRead

    init?(receive: @escaping @Sendable (Int32) -> Void) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        let (readEnd, writeEnd) = (ends[0], ends[1])
        numbers = Self.isIgnored(SIGHUP) ? [SIGINT, SIGTERM] : [SIGINT, SIGTERM, SIGHUP]
        Self.writeEnd.store(writeEnd, ordering: .sequentiallyConsistent)
        source = DispatchSource.makeReadSource(fileDescriptor: readEnd, queue: .global())
        source.setEventHandler {
            var byte: UInt8 = 0
            while read(readEnd, &byte, 1) == 1 {
                receive(Int32(byte))
            }
        }
        source.setCancelHandler {
            close(readEnd)
            close(writeEnd)
        }
        source.resume()
        for number in numbers {
            signal(number) { number in
                let before = errno
                var byte = UInt8(truncatingIfNeeded: number)
                _ = write(SignalPipe.writeEnd.load(ordering: .relaxed), &byte, 1)
                errno = before
            }
        }
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { return false }
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    func stop() {
        for number in numbers {
            signal(number, SIG_DFL)
        }
        Self.writeEnd.store(-1, ordering: .sequentiallyConsistent)
        source.cancel()
    }
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
        guard !interrupt.request(number), !interrupt.takesFurtherRequest() else { return }
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
