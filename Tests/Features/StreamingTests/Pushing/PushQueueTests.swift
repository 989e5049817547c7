import LabTesting
import Testing

@testable import Streaming

private struct TestFrame: QueuedFrame, Equatable {
    var number: Int
    var isKeyframe: Bool
    var byteCount = 100
}

@Suite struct PushQueueTests {
    private func queue(frames: Int = 100, bytes: Int = 1_000_000) -> PushQueue<TestFrame> {
        PushQueue(.init(frames: frames, bytes: bytes))
    }

    /// Numbers from a range, with a keyframe at each multiple of five.
    private func fill(_ queue: inout PushQueue<TestFrame>, _ numbers: Range<Int>) {
        for number in numbers {
            queue.append(TestFrame(number: number, isKeyframe: number.isMultiple(of: 5)))
        }
    }

    private func drain(_ queue: inout PushQueue<TestFrame>) -> [Int] {
        var numbers: [Int] = []
        while let frame = queue.popFirst() {
            numbers.append(frame.number)
        }
        return numbers
    }

    @Test func givesFramesInTheirOrder() {
        var queue = queue(frames: 300)
        fill(&queue, 0..<200)
        #expect(queue.count == 200)
        #expect(drain(&queue) == Array(0..<200))
        #expect(queue.dropped == 0)
    }

    @Test func beginsWithAKeyframe() {
        var queue = queue()
        fill(&queue, 3..<7)
        #expect(drain(&queue) == [5, 6])
        #expect(queue.dropped == 2)
    }

    @Test func whenFullTheOldestGroupGoes() {
        var queue = queue(frames: 10)
        fill(&queue, 0..<11)
        #expect(queue.dropped == 5)
        #expect(drain(&queue) == [5, 6, 7, 8, 9, 10])
    }

    @Test func theRestOfAGroupThatWasBegunGoesToo() {
        var queue = queue(frames: 8)
        fill(&queue, 0..<8)
        #expect(queue.popFirst()?.number == 0)
        #expect(queue.popFirst()?.number == 1)
        fill(&queue, 8..<11)
        #expect(drain(&queue) == [5, 6, 7, 8, 9, 10])
        #expect(queue.dropped == 3)
    }

    @Test func withoutAnotherKeyframeAllGoesUntilOneComes() {
        var queue = queue(frames: 3)
        fill(&queue, 0..<5)
        #expect(queue.count == 0)
        #expect(queue.dropped == 5)
        fill(&queue, 5..<7)
        #expect(drain(&queue) == [5, 6])
    }

    @Test func bytesAreLimitedToo() {
        var queue = queue(bytes: 1_000)
        fill(&queue, 0..<11)
        #expect(drain(&queue) == [5, 6, 7, 8, 9, 10])
        queue.append(TestFrame(number: 15, isKeyframe: true, byteCount: 2_000))
        #expect(queue.count == 1, "a keyframe is never refused for its size alone")
    }

    @Test func aNewConnectionBeginsAtTheNewestKeyframe() {
        var queue = queue()
        fill(&queue, 0..<13)
        queue.beginAtNewestKeyframe()
        #expect(queue.dropped == 10)
        #expect(drain(&queue) == [10, 11, 12])
        fill(&queue, 13..<15)
        queue.beginAtNewestKeyframe()
        fill(&queue, 15..<17)
        #expect(drain(&queue) == [15, 16])
        #expect(queue.dropped == 12)
    }

    @Test func nothingIsLostUncountedAndNothingUndecodableGiven() {
        var generator = SeededGenerator(seed: 5)
        var queue = queue(frames: 12, bytes: 1_500)
        var given = 0
        var last: TestFrame?
        for number in 0..<5_000 {
            let isKeyframe = Int.random(in: 0..<6, using: &generator) == 0
            let size = Int.random(in: 1...200, using: &generator)
            queue.append(TestFrame(number: number, isKeyframe: isKeyframe, byteCount: size))
            #expect(queue.count <= 12)
            if Int.random(in: 0..<50, using: &generator) == 0 {
                queue.beginAtNewestKeyframe()
            }
            for _ in 0..<Int.random(in: 0...2, using: &generator) {
                guard let frame = queue.popFirst() else { break }
                given += 1
                #expect(frame.isKeyframe || frame.number == (last?.number ?? -9) + 1)
                last = frame
            }
            #expect(given + queue.dropped + queue.count == number + 1)
        }
        #expect(given > 1_000 && queue.dropped > 100)
    }
}
