import LabModel
import LabTesting
import Machine
import Synchronization
import Testing

@testable import Scoring

/// How long VMAF's programs are waited for once scoring is interrupted.
@Suite struct VMAFGraceTests {
    /// Counts how often programs are cancelled.
    private final class Cancelled: Sendable {
        let count = Atomic<Int>(0)
    }

    private let clock = ManualClock()
    private let cancelled = Cancelled()

    private func begin(_ grace: VMAFGrace) -> WorkerThread? {
        grace.begin { [cancelled] in cancelled.count.add(1, ordering: .relaxed) }
    }

    @Test func whatTakesTooLongIsCancelledOnce() {
        let grace = VMAFGrace(by: clock)
        let began = clock.monotonicNow()
        let thread = begin(grace)
        #expect(begin(grace) == nil)
        thread?.join()
        #expect(cancelled.count.load(ordering: .relaxed) == 1)
        #expect(clock.monotonicNow() - began == VMAFGrace.limit)
    }

    @Test func whatHasFinishedIsNotCancelled() {
        let grace = VMAFGrace(by: clock)
        grace.end()
        begin(grace)?.join()
        #expect(cancelled.count.load(ordering: .relaxed) == 0)
    }
}
