import LabModel
import Testing

@testable import Estimation

@Suite struct StampClockTests {
    private func clock(_ run: Planted) -> StampClock {
        StampClock(run.trace, ledger: FrameLedger(run.trace))
    }

    /// Frames with presentation times whose zero lies `shift` ms after the origin, each stamped late by its own time.
    private func present(_ run: inout Planted, _ frames: Range<Int>, shiftMs: Double, epoch: UInt16 = 0) {
        for number in frames {
            run.show(number, epoch: epoch) { sample in
                sample.presentationTime = .milliseconds(Double(number) * 40 - shiftMs)
                sample.stamp?.time = Planted.at(ms: Double(number) * 40 + [0.1, 0.3, 7][number % 3])
            }
        }
    }

    @Test func presentationTimesLieAtTheMedianDistance() {
        var run = Planted()
        present(&run, 0..<9, shiftMs: 500)
        let clock = clock(run)
        for number in 0..<9 {
            #expect(clock.stamped(run.trace.samples[number]) == Planted.at(ms: Double(number) * 40 + 0.3))
        }
    }

    @Test func eachEpochHasItsOwn() {
        var run = Planted()
        present(&run, 0..<9, shiftMs: 500)
        present(&run, 60..<63, shiftMs: 77_000, epoch: 2)
        let clock = clock(run)
        #expect(clock.stamped(run.trace.samples[0]) == Planted.at(ms: 0.3))
        #expect(clock.stamped(run.trace.samples[9]) == Planted.at(ms: 2_400.3))
    }

    @Test func unreadablePicturesHaveAStampTimeToo() {
        var run = Planted()
        present(&run, 0..<9, shiftMs: 500)
        run.showUnreadable(9)
        #expect(clock(run).stamped(run.trace.samples[9]) == nil)
        run.trace.samples[9].presentationTime = .milliseconds(9 * 40 - 500)
        #expect(clock(run).stamped(run.trace.samples[9]) == Planted.at(ms: 360.3))
    }

    @Test func withoutPresentationTimesTheStampCounts() {
        var run = Planted()
        run.show(3) { $0.stamp?.time = Planted.at(ms: 123) }
        #expect(clock(run).stamped(run.trace.samples[0]) == Planted.at(ms: 123))
    }

    @Test func anEpochWithoutMarksTellsNothing() {
        var run = Planted()
        present(&run, 0..<3, shiftMs: 500)
        run.showUnreadable(3, epoch: 1)
        run.trace.samples[3].presentationTime = .zero
        #expect(clock(run).stamped(run.trace.samples[3]) == nil)
    }

    @Test func repeatsAndFramesFromAfterTheEndDoNotMoveTheMedian() {
        var run = Planted()
        present(&run, 0..<3, shiftMs: 500)
        for delay in [50.0, 60, 70, 80] {
            run.show(2, delayMs: delay) { $0.presentationTime = .milliseconds(delay) }
        }
        run.show(300) { $0.presentationTime = .zero }
        #expect(clock(run).stamped(run.trace.samples[0]) == Planted.at(ms: 0.3))
    }
}
