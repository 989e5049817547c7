import Analysis
import Machine
import Synchronization
import Testing

@Suite struct BoundedQueueTests {
    @Test func givesBackInOrder() {
        let queue = BoundedQueue<Int>(capacity: 3)
        for round in 0..<5 {
            for offset in 0..<3 {
                #expect(queue.send(round * 3 + offset))
            }
            #expect(queue.depth == 3)
            for offset in 0..<3 {
                #expect(queue.receive() == round * 3 + offset)
            }
        }
        #expect(queue.depth == 0)
    }

    @Test func aFullQueueMakesTheSenderWait() {
        let queue = BoundedQueue<Int>(capacity: 2)
        let sent = Atomic<Int>(0)
        let sender = WorkerThread(name: "sender") {
            for value in 0..<1_000 {
                queue.send(value)
                sent.add(1, ordering: .sequentiallyConsistent)
            }
            queue.close()
        }
        var received: [Int] = []
        while let value = queue.receive() {
            let ahead = sent.load(ordering: .sequentiallyConsistent) - received.count
            #expect(ahead <= 3)
            received.append(value)
        }
        sender.join()
        #expect(received == Array(0..<1_000))
    }

    @Test func aClosedQueueGivesWhatItHoldsAndTakesNothing() {
        let queue = BoundedQueue<Int>(capacity: 2)
        queue.send(1)
        queue.close()
        #expect(!queue.send(2))
        #expect(queue.receive() == 1)
        #expect(queue.receive() == nil)
    }

    @Test func closingWakesWhoWaits() {
        let queue = BoundedQueue<Int>(capacity: 1)
        let receiver = WorkerThread(name: "receiver") { _ = queue.receive() }
        queue.close()
        receiver.join()
        let full = BoundedQueue<Int>(capacity: 1)
        full.send(1)
        let sender = WorkerThread(name: "sender") { full.send(2) }
        full.close()
        sender.join()
        #expect(full.receive() == 1)
        #expect(full.receive() == nil)
    }

    @Test func letsGoOfWhatItGaveBack() {
        final class Token: Sendable {}
        let queue = BoundedQueue<Token>(capacity: 2)
        weak var weakToken: Token?
        do {
            let token = Token()
            weakToken = token
            queue.send(token)
            _ = queue.receive()
        }
        #expect(weakToken == nil)
    }
}
