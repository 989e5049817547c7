internal import LabModel
internal import Machine
internal import Synchronization

/// Lets VMAF's programs finish what they were given once scoring is interrupted, but not for long: a batch of some hundred
/// scores is told at its end alone.
final class VMAFGrace: Sendable {
    private let hasBegun = Atomic<Bool>(false)
    private let isOver = Atomic<Bool>(false)
    private let clock: any LabClock

    /// How long they get.
    static let limit = Latency.seconds(5)
    /// How often it is looked whether they have finished.
    private static let lookInterval = Latency.milliseconds(50)

    init(by clock: any LabClock) {
        self.clock = clock
    }

    /// Begins to wait, on a thread of its own; the first time only.
    /// - Parameter cancel: called where they have not finished in time.
    /// - Returns: the thread; nil where it was begun before.
    @discardableResult
    func begin(_ cancel: @escaping @Sendable () -> Void) -> WorkerThread? {
        guard !hasBegun.exchange(true, ordering: .relaxed) else { return nil }
        let deadline = clock.monotonicNow() + Self.limit
        return WorkerThread(name: "vmaf-grace") {
            while !self.isOver.load(ordering: .acquiring) {
                let now = self.clock.monotonicNow()
                guard now < deadline else { return cancel() }
                self.clock.blockUntil(min(deadline, now + Self.lookInterval))
            }
        }
    }

    /// They have finished.
    func end() {
        isOver.store(true, ordering: .releasing)
    }
}
