import Machine
import Testing

@testable import Scoring

/// What waits to be scored.
@Suite struct ScoringQueueTests {
    @Test func offersAreRefusedWhereThereIsNoRoom() {
        let queue = ScoringQueue<Int>(capacity: 2)
        #expect(queue.offer(1) == 0)
        #expect(queue.offer(2) == 1)
        #expect(queue.offer(3) == nil)
        #expect(queue.take() == 1)
        #expect(queue.offer(4) == 1)
        #expect(queue.depth == 2)
    }

    @Test func bytesAreBoundedToo() {
        let queue = ScoringQueue<Int>(capacity: 9, bytes: 10) { $0 }
        #expect(queue.offer(70) == 0)
        #expect(queue.offer(1) == nil)
        #expect(queue.take() == 70)
        #expect(queue.isIdle)
        #expect(queue.offer(6) == 0)
        #expect(queue.offer(4) == 1)
        #expect(queue.offer(1) == nil)
        #expect(queue.take() == 6)
        #expect(queue.offer(6) == 1)
        #expect(!queue.isIdle)
        #expect(queue.closeAndTakeRest() == [4, 6])
        #expect(!queue.isIdle)
    }

    @Test func closingGivesTheRestToWhoCloses() {
        let queue = ScoringQueue<Int>(capacity: 3)
        queue.send(1)
        queue.send(2)
        #expect(queue.closeAndTakeRest() == [1, 2])
        #expect(queue.take() == nil)
        #expect(queue.offer(3) == nil)
        queue.send(4)
        #expect(queue.closeAndTakeRest() == [])
    }

    @Test func aSenderWaitsForRoomAndNothingIsLost() async {
        let queue = ScoringQueue<Int>(capacity: 1)
        let sender = WorkerThread(name: "sender") {
            for number in 0..<500 {
                queue.send(number)
            }
        }
        var taken: [Int] = []
        while taken.count < 500, let next = queue.take() {
            taken.append(next)
        }
        await sender.ended()
        #expect(taken == Array(0..<500))
    }
}
