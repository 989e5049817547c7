import Dispatch
import LabModel
import LabTesting
import Machine
import Synchronization
import Testing

@Suite struct WorkerThreadTests {
    @Test func joiningWaitsForTheEnd() {
        let done = Atomic<Bool>(false)
        let thread = WorkerThread(name: "test") { done.store(true, ordering: .releasing) }
        thread.join()
        let isDone = done.load(ordering: .acquiring)
        #expect(isDone)
        thread.join()
    }

    @Test func aTaskCanWaitForTheEndToo() async {
        let done = Atomic<Bool>(false)
        let thread = WorkerThread(name: "test") { done.store(true, ordering: .releasing) }
        await thread.ended()
        let isDone = done.load(ordering: .acquiring)
        #expect(isDone)
    }

    @Test func aTaskWaitsForTheEndNoLongerThanItLikes() async {
        let mayEnd = DispatchSemaphore(value: 0)
        let thread = WorkerThread(name: "test") { mayEnd.wait() }
        // It cannot end before it may.
        #expect(await !thread.ended(within: .zero))
        #expect(await !thread.ended(within: .milliseconds(-1)))
        #expect(await !thread.ended(within: .milliseconds(20)))
        mayEnd.signal()
        #expect(await thread.ended(within: .untilItHangs))
        // Whoever asked before has taken nothing away from those who ask again.
        #expect(await thread.ended(within: .untilItHangs))
        thread.join()
    }

    @Test func bringsBackAResult() async {
        #expect(await WorkerThread.run(name: "test") { 6 * 7 } == 42)
    }
}
