import LabModel
import Machine
import Testing

@Suite(.timeLimit(.minutes(60))) struct WakeSignalTests {
    @Test func aCallBeforeTheSleepIsNotLostAndManyAreOne() {
        let signal = WakeSignal()
        for _ in 0..<100_000 {
            signal.wake()
        }
        #expect(signal.sleep(atMost: .seconds(50)))
        #expect(!signal.sleep(atMost: .milliseconds(1)))
    }

    @Test func anotherThreadWakes() {
        let signal = WakeSignal()
        let thread = WorkerThread(name: "waker") { signal.wake() }
        #expect(signal.sleep(atMost: .seconds(50)))
        thread.join()
    }

    @Test func aSleepIsNotCutShort() {
        let clock = SystemClock()
        let start = clock.monotonicNow()
        #expect(!WakeSignal().sleep(atMost: .milliseconds(5)))
        #expect(clock.monotonicNow() - start >= .milliseconds(5))
        #expect(!WakeSignal().sleep(atMost: .milliseconds(-5)))
    }
}
