import Machine
import Synchronization
import Testing

@Suite struct WorkerThreadTests {
    @Test func joiningWaitsForTheEnd() {
        let done = Atomic<Bool>(false)
        let thread = WorkerThread(name: "test") { done.store(true, ordering: .releasing) }
        thread.join()
        #expect(done.load(ordering: .acquiring))
        thread.join()
    }

    @Test func aTaskCanWaitForTheEndToo() async {
        let done = Atomic<Bool>(false)
        let thread = WorkerThread(name: "test") { done.store(true, ordering: .releasing) }
        await thread.ended()
        #expect(done.load(ordering: .acquiring))
    }

    @Test func bringsBackAResult() async {
        #expect(await WorkerThread.run(name: "test") { 6 * 7 } == 42)
    }
}
