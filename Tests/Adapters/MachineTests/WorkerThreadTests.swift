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

    @Test func bringsBackAResult() async {
        #expect(await WorkerThread.run(name: "test") { 6 * 7 } == 42)
    }
}
