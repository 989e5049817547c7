import Foundation
import Synchronization
public import Testing

#if canImport(Glibc)
import Glibc
#endif

/// Runs tests that compute for long one after another on a thread of their own, which gives way to all others.
///
/// The tests of real streams share two threads with all that is computed: a few long simulations would keep them from
/// every event for a minute, and what they then measure is the test's own machine.
public struct HeavyWork: TestTrait, SuiteTrait, TestScoping {
    /// Each test of a suite.
    public var isRecursive: Bool { true }

    /// Runs one test case.
    public func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(LoneThread.shared) {
            try await function()
        }
    }
}

extension Trait where Self == HeavyWork {
    /// Computes for long: runs one after another with others of the kind, at low priority.
    public static var heavy: HeavyWork { HeavyWork() }
}

/// An executor of one thread.
private final class LoneThread: TaskExecutor {
    static let shared = LoneThread()

    private let jobs = Mutex<[UnownedJob]>([])
    private let arrived = DispatchSemaphore(value: 0)

    private init() {
        let thread = Thread { [self] in
            // On Linux this is the priority of the calling thread alone.
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
            while true {
                arrived.wait()
                jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }?
                    .runSynchronously(on: asUnownedTaskExecutor())
            }
        }
        thread.name = "heavy-tests"
        // As deep as the main thread's: a test may recurse.
        thread.stackSize = 8 << 20
        thread.start()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0.append(job) }
        arrived.signal()
    }
}
