import LabModel
import Machine
import Testing

@testable import Relaying

@Suite(.timeLimit(.minutes(60))) struct HeldStreamTests {
    private let clock = SystemClock()

    private func held(_ link: Link = .clear, limit: Int = 1_000_000) -> HeldStream {
        HeldStream(over: SharedLane(link, stream: 0), stream: 0, limit: ByteCount(limit))
    }

    private func bytes(_ count: Int, from first: Int = 0) -> [UInt8] {
        (first..<first + count).map { UInt8(truncatingIfNeeded: $0) }
    }

    @Test func bytesComeOutWholeInOrderAndNotTooEarly() throws {
        let held = held(Link(delay: .milliseconds(30), loss: 0.2, seed: 3))
        let start = clock.monotonicNow()
        #expect(held.put(bytes(10_000), readAt: start))
        #expect(held.put(bytes(7, from: 10_000), readAt: start + .milliseconds(1)))
        #expect(held.put([], readAt: start + .milliseconds(2)))
        var got: [UInt8] = []
        while let next = held.take(by: clock) {
            #expect(clock.monotonicNow() >= next.piece.due && next.piece.due >= start + .milliseconds(30))
            guard !next.bytes.isEmpty else { break }
            got += next.bytes
        }
        #expect(got == bytes(10_007))
    }

    @Test func aFullOneLetsItsReaderWait() throws {
        let held = held(limit: 10_000)
        let writer = WorkerThread(name: "writer") {
            for index in 0..<100 {
                #expect(held.put(bytes(5_000, from: index), readAt: clock.monotonicNow()))
            }
        }
        var count = 0
        while count < 500_000 {
            count += try #require(held.take(by: clock)).bytes.count
        }
        writer.join()
        #expect(count == 500_000)
    }

    @Test func aReadLargerThanAllRoomIsTakenAlone() throws {
        let held = held(limit: 10)
        #expect(held.put(bytes(1_000), readAt: clock.monotonicNow()))
        #expect(try #require(held.take(by: clock)).bytes.count == 1_000)
        #expect(held.put(bytes(1_000), readAt: clock.monotonicNow()))
    }

    @Test func abandoningWakesBothSides() {
        let (empty, full) = (held(), held(Link(delay: .seconds(10)), limit: 10))
        #expect(full.put(bytes(100), readAt: clock.monotonicNow()))
        let threads = [
            WorkerThread(name: "taker") { #expect(empty.take(by: clock).isNothing) },
            WorkerThread(name: "waiter") { #expect(full.take(by: clock).isNothing) },
            WorkerThread(name: "putter") { #expect(!full.put(bytes(100), readAt: clock.monotonicNow())) },
        ]
        empty.abandon()
        full.abandon()
        threads.forEach { $0.join() }
        #expect(empty.isAbandoned && !empty.put([1], readAt: clock.monotonicNow()))
    }

    @Test func whatWentThroughIsCounted() {
        let lane = SharedLane(Link(loss: 0.5, rate: DataRate(bitsPerSecond: 1_000_000), seed: 1), stream: 0)
        let held = HeldStream(over: lane, stream: 0, limit: ByteCount(1_000_000))
        #expect(held.put(bytes(14_480), readAt: clock.monotonicNow()))
        let tally = lane.tally
        #expect(tally.packets == 10 && tally.lost > 0 && tally.repeated >= tally.lost)
        #expect(tally.longestQueue > .milliseconds(119))
    }
}

extension HeldStream.Released? {
    fileprivate var isNothing: Bool {
        if case .none = self { true } else { false }
    }
}
