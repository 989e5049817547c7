import Foundation
import LabModel
import Machine
import Synchronization

/// The machine's clock, which tells when somebody has paused by it so often.
final class CountingClock: LabClock {
    private let clock = SystemClock()
    private let pausesLeft: Mutex<Int>
    private let isEnough = DispatchSemaphore(value: 0)

    init(until pauses: Int) {
        pausesLeft = Mutex(pauses)
    }

    func waitForPauses() {
        isEnough.wait()
    }

    func now() -> WallTime { clock.now() }

    func monotonicNow() -> MonotonicTime { clock.monotonicNow() }

    func blockUntil(_ instant: MonotonicTime) {
        clock.blockUntil(instant)
        let left = pausesLeft.withLock { left in
            left -= 1
            return left
        }
        if left == 0 {
            isEnough.signal()
        }
    }

    func sleep(until instant: MonotonicTime) async throws {
        try await clock.sleep(until: instant)
    }
}
