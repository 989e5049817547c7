import LabModel
import LabTesting
import Synchronization
import Testing

@testable import Receiving

@Suite struct RunEndTests {
    let clock = ManualClock()

    @Test func comesOnceAndTellsEverybodyOnce() {
        let end = RunEnd(clock: clock)
        let told = Mutex<[Int]>([])
        end.whenCome { told.withLock { $0.append(1) } }
        end.whenCome { told.withLock { $0.append(2) } }
        #expect(!end.hasCome)
        #expect(end.instant == nil)
        let first = clock.now()
        end.come()
        clock.advance(by: .seconds(1))
        end.come()
        #expect(end.instant == first)
        #expect(told.withLock { $0 } == [1, 2])
    }

    @Test func tellsLateListenersAtOnce() {
        let end = RunEnd(clock: clock)
        end.come()
        let told = Mutex(0)
        end.whenCome { told.withLock { $0 += 1 } }
        #expect(told.withLock { $0 } == 1)
    }

    /// A listener may ask the end itself, which a lock held while telling would forbid.
    @Test func isNotLockedWhileItTells() {
        let end = RunEnd(clock: clock)
        let seen = Mutex<WallTime?>(nil)
        end.whenCome { seen.withLock { $0 = end.instant } }
        end.come()
        #expect(seen.withLock { $0 } == clock.now())
    }

    @Test func waitsNoLongerThanAsked() {
        let end = RunEnd(clock: clock)
        let began = clock.monotonicNow()
        #expect(!end.wait(atMost: .milliseconds(50)))
        #expect(clock.monotonicNow() - began == .milliseconds(50))
        end.come()
        #expect(end.wait(atMost: .seconds(60)))
        #expect(clock.monotonicNow() - began == .milliseconds(50))
    }

    @Test func pausesDoubleUpToTwoSeconds() {
        let pauses = (0...8).map { SourceVerdict.retry(failures: $0) }
        let expected: [Double] = [100, 100, 200, 400, 800, 1_600, 2_000, 2_000, 2_000]
        #expect(pauses == expected.map { .retry(after: .milliseconds($0)) })
    }
}
