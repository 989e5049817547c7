import LabModel
import Machine
import Synchronization
import Testing

@testable import Measuring

@Suite(.timeLimit(.minutes(1))) struct HeldQueueTests {
    private func held(_ bytes: [UInt8]) -> HeldQueue.Held {
        HeldQueue.Held(bytes: bytes, readAt: MonotonicTime(nanoseconds: 1), due: MonotonicTime(nanoseconds: 2))
    }

    @Test func whatIsPutFirstIsTakenFirst() {
        let queue = HeldQueue(limit: ByteCount(1_000_000))
        for round in 0..<3 {
            for index in 0..<2_000 {
                #expect(queue.put(held([UInt8(truncatingIfNeeded: index), UInt8(round)])))
            }
            for index in 0..<2_000 {
                #expect(queue.take()?.bytes == [UInt8(truncatingIfNeeded: index), UInt8(round)])
            }
        }
    }

    @Test func aFullQueueLetsItsSenderWaitAndAnOversizeReadThrough() {
        let queue = HeldQueue(limit: ByteCount(10))
        #expect(queue.put(held([UInt8](repeating: 1, count: 50))))
        let isPut = Mutex(false)
        let thread = WorkerThread(name: "put") {
            let done = queue.put(self.held([2]))
            isPut.withLock { $0 = done }
        }
        #expect(queue.take()?.bytes.count == 50)
        thread.join()
        #expect(isPut.withLock { $0 })
        #expect(queue.take()?.bytes == [2])
    }

    @Test func bytesHeldNeverPassTheLimit() {
        let queue = HeldQueue(limit: ByteCount(100))
        let counted = Mutex(0)
        let sender = WorkerThread(name: "put") {
            for _ in 0..<500 {
                let done = queue.put(self.held([UInt8](repeating: 0, count: 30)))
                counted.withLock { $0 += done ? 30 : 0 }
            }
        }
        var taken = 0
        for _ in 0..<500 {
            // What was put and is not taken yet: never above the limit, whatever the threads' turns.
            #expect(counted.withLock { $0 } - taken <= 100 + 30)
            taken += queue.take()?.bytes.count ?? 0
        }
        sender.join()
        #expect(taken == 15_000)
    }

    @Test func abandoningEndsBothSides() {
        let full = HeldQueue(limit: ByteCount(1))
        #expect(full.put(held([1])))
        let refused = Mutex(false)
        let sender = WorkerThread(name: "put") {
            let done = full.put(self.held([2]))
            refused.withLock { $0 = !done }
        }
        full.abandon()
        sender.join()
        #expect(refused.withLock { $0 })
        #expect(full.isAbandoned && full.take() == nil && !full.put(held([3])))
        let empty = HeldQueue(limit: ByteCount(1))
        let got = Mutex(true)
        let taker = WorkerThread(name: "take") {
            let none = empty.take() == nil
            got.withLock { $0 = !none }
        }
        empty.abandon()
        taker.join()
        #expect(!got.withLock { $0 })
    }
}
