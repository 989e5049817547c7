import LabModel
import Synchronization

/// A clock that stands still until a test moves it; each look may move it by a step.
final class ManualClock: LabClock {
    private let nanoseconds: Atomic<Int64>
    private let stepNanoseconds: Int64

    init(start: Latency = .seconds(1_000), step: Latency = .zero) {
        nanoseconds = Atomic(start.nanoseconds)
        stepNanoseconds = step.nanoseconds
    }

    func advance(by length: Latency) {
        nanoseconds.add(length.nanoseconds, ordering: .relaxed)
    }

    func set(_ instant: WallTime) {
        nanoseconds.store(instant.nanoseconds, ordering: .relaxed)
    }

    func now() -> WallTime {
        WallTime(nanoseconds: look())
    }

    func monotonicNow() -> MonotonicTime {
        MonotonicTime(nanoseconds: look())
    }

    func blockUntil(_ instant: MonotonicTime) {}

    func sleep(until instant: MonotonicTime) async throws {}

    private func look() -> Int64 {
        nanoseconds.add(stepNanoseconds, ordering: .relaxed).newValue
    }
}
