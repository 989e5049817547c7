import Dispatch
import Synchronization

/// Lets nothing pass until it is opened.
final class Gate: Sendable {
    private let isOpen = Mutex(false)
    private let passed = DispatchSemaphore(value: 0)

    func pass() {
        guard !isOpen.withLock({ $0 }) else { return }
        passed.wait()
        passed.signal()
    }

    func open() {
        isOpen.withLock { $0 = true }
        passed.signal()
    }
}
