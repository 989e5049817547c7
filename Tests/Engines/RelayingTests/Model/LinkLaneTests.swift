import LabModel
import Testing

@testable import Relaying

@Suite struct LinkLaneTests {
    private func at(_ milliseconds: Double) -> MonotonicTime {
        MonotonicTime(nanoseconds: 1_000_000_000) + .milliseconds(milliseconds)
    }

    private func link(
        delay: Double = 0,
        jitter: Double = 0,
        loss: Double = 0,
        rate: Int? = nil,
        queue: Double = 200,
        seed: UInt32 = 1
    ) -> Link {
        var link = Link(
            delay: .milliseconds(delay),
            jitter: .milliseconds(jitter),
            loss: loss,
            rate: rate.map(DataRate.init(bitsPerSecond:)),
            seed: seed
        )
        link.queue = .milliseconds(queue)
        return link
    }

    @Test func delayIsAdded() {
        var lane = LinkLane(link(delay: 100), stream: 0)
        #expect(lane.carryDatagram(1_000, at: at(0)) == .arrives(at(100)))
        #expect(lane.carryDatagram(1_000, at: at(1)) == .arrives(at(101)))
        #expect(lane.carry(1_000, at: at(2)) == .init(departs: at(2), arrives: at(102)))
    }

    @Test func theRateSendsOneBehindTheOther() {
        // 1,000 bits a millisecond: 125 bytes with their headers take one.
        var lane = LinkLane(link(delay: 10, rate: 1_000_000), stream: 0)
        #expect(lane.carryDatagram(97, at: at(0)) == .arrives(at(11)))
        #expect(lane.carryDatagram(97, at: at(0)) == .arrives(at(12)))
        #expect(lane.backlog(at: at(0)) == .milliseconds(2))
        #expect(lane.backlog(at: at(1.5)) == .milliseconds(0.5))
        #expect(lane.carryDatagram(222, at: at(0.5)) == .arrives(at(14)))
        #expect(lane.carryDatagram(97, at: at(20)) == .arrives(at(31)))
        #expect(lane.backlog(at: at(40)) == .zero)
    }

    @Test func aFullQueueDropsWhatComes() {
        var lane = LinkLane(link(rate: 1_000_000, queue: 10), stream: 0)
        let fates = (0..<12).map { _ in lane.carryDatagram(97, at: at(0)) }
        #expect(fates.prefix(10) == (1...10).map { .arrives(at(Double($0))) }[...])
        #expect(fates.suffix(2) == [.dropped, .dropped])
        #expect(lane.carryDatagram(97, at: at(0.5)) == .arrives(at(11)))
        // However large: an empty queue takes it.
        #expect(lane.carryDatagram(12_472, at: at(50)) == .arrives(at(150)))
    }

    @Test func inTheLongRunTheRateIsKept() {
        var lane = LinkLane(link(rate: 4_000_000, queue: 50), stream: 0)
        var bytes = 0
        for index in 0..<10_000 {
            // Offered: 1,316 bytes a millisecond, 10.8 Mbit/s with headers.
            if case .arrives(let arrives) = lane.carryDatagram(1_316, at: at(Double(index))), arrives <= at(10_000) {
                bytes += 1_316 + LinkLane.datagramHeader
            }
        }
        #expect(abs(Double(bytes) * 8 / 10 - 4_000_000) < 4_000)
    }

    @Test(arguments: [0.01, 0.1, 0.5]) func lossIsTheShareAskedFor(loss: Double) {
        var lane = LinkLane(link(loss: loss), stream: 0)
        let count = 20_000
        let lost = (0..<count).count { lane.carryDatagram(100, at: at(Double($0))) == .lost }
        // Four standard deviations of the binomial distribution.
        #expect(abs(Double(lost) - loss * Double(count)) < 4 * (loss * (1 - loss) * Double(count)).squareRoot())
    }

    @Test func theSameSeedLosesTheSamePlaces() {
        func lost(_ link: Link, stream: Int, gap: Double) -> [Int] {
            var lane = LinkLane(link, stream: stream)
            return (0..<2_000).filter { lane.carryDatagram(100, at: at(Double($0) * gap)) == .lost }
        }
        let first = lost(link(loss: 0.1), stream: 0, gap: 1)
        // Whenever they come, and whatever else the link does.
        #expect(lost(link(delay: 90, jitter: 30, loss: 0.1), stream: 0, gap: 7) == first)
        #expect(lost(link(loss: 0.1), stream: 1, gap: 1) != first)
        #expect(lost(link(loss: 0.1, seed: 2), stream: 0, gap: 1) != first)
        // Less loss loses some of the same.
        #expect(Set(lost(link(loss: 0.05), stream: 0, gap: 1)).isSubset(of: first))
    }

    @Test func whatTheQueueDropsDoesNotShiftWhatChanceLoses() {
        var free = LinkLane(link(loss: 0.2), stream: 0)
        var narrow = LinkLane(link(loss: 0.2, rate: 1_000_000, queue: 5), stream: 0)
        for index in 0..<2_000 {
            let (wide, tight) = (free.carryDatagram(97, at: at(0)), narrow.carryDatagram(97, at: at(Double(index) / 2)))
            #expect(tight == .dropped || (tight == .lost) == (wide == .lost))
        }
    }

    @Test func lostDatagramsTakeTheRateToo() {
        var lane = LinkLane(link(loss: 0.5, rate: 1_000_000, queue: 10_000), stream: 0)
        _ = (0..<100).map { _ in lane.carryDatagram(97, at: at(0)) }
        #expect(lane.backlog(at: at(0)) == .milliseconds(100))
    }

    @Test func nothingOvertakesAndNothingArrivesBeforeItWasSent() {
        var lane = LinkLane(link(delay: 30, jitter: 10), stream: 0)
        var last = at(0)
        for index in 0..<5_000 {
            let sent = at(Double(index) * 0.7)
            let passage = lane.carry(100, at: sent)
            #expect(passage.arrives >= last && passage.arrives >= sent && passage.departs == sent)
            last = passage.arrives
        }
    }

    @Test func aFramesDelayIsTheDelayWithTheJittersSpread() {
        var lane = LinkLane(link(delay: 100, jitter: 5), stream: 0)
        let count = 9_000
        let delays = (0..<count).map { index -> Double in
            let sent = at(Double(index) * 1_000 / 30)
            // A frame is a burst of datagrams; the last one counts.
            _ = (0..<7).map { _ in lane.carry(1_344, at: sent) }
            return (lane.carry(1_344, at: sent).arrives - sent).milliseconds
        }
        let mean = delays.reduce(0, +) / Double(count)
        let deviation = (delays.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)).squareRoot()
        #expect(abs(mean - 100) < 0.3)
        #expect(abs(deviation - 5) < 0.25)
    }

    @Test func aClearLinkDoesNothing() {
        var lane = LinkLane(.clear, stream: 0)
        #expect(lane.carryDatagram(60_000, at: at(0)) == .arrives(at(0)))
        #expect(lane.backlog(at: at(0)) == .zero)
    }
}
