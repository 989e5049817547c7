internal import Synchronization

/// Wakes one thread that serves many viewers: once, however many pieces come before it gets around to them.
public final class Waker: Sendable {
    private let isPending = Atomic(false)
    private let action: @Sendable (Waker) -> Void

    /// Makes a waker.
    /// - Parameter action: makes the thread call ``begin()`` of the waker it is given and then serve its viewers; must return at once.
    public init(_ action: @escaping @Sendable (Waker) -> Void) {
        self.action = action
    }

    /// Runs the action unless it is already on its way.
    public func wake() {
        if !isPending.exchange(true, ordering: .acquiringAndReleasing) {
            action(self)
        }
    }

    /// Says that the thread is about to look: what is published from now on wakes it anew.
    public func begin() {
        isPending.store(false, ordering: .sequentiallyConsistent)
    }
}
