import Machine
import Testing

@testable import Streaming

@Suite("Offer queue")
struct OfferQueueTests {
    @Test("takes what fits, in order, and refuses the rest at once")
    func limit() {
        let queue = OfferQueue<Int>(capacity: 2)
        #expect([1, 2, 3].map(queue.offer) == [true, true, false])
        #expect(queue.receive() == 1)
        #expect(queue.offer(4))
        queue.close()
        #expect(!queue.offer(5))
        #expect([queue.receive(), queue.receive(), queue.receive()] == [2, 4, nil])
    }

    @Test("a receiver waits for an element and for the end")
    func waiting() async {
        let queue = OfferQueue<Int>(capacity: 1)
        async let received = WorkerThread.run(name: "receiver") {
            var sum = 0
            while let element = queue.receive() {
                sum += element
            }
            return sum
        }
        for number in 1...100 {
            while !queue.offer(number) {
                await Task.yield()
            }
        }
        queue.close()
        #expect(await received == 5_050)
    }
}
