import LabModel
import LabTesting
import Testing

@testable import Relaying

@Suite struct StreamScheduleTests {
    private func at(_ milliseconds: Double) -> MonotonicTime {
        MonotonicTime(nanoseconds: 1_000_000_000) + .milliseconds(milliseconds)
    }

    /// A direction with its lane.
    private struct Direction {
        var schedule: StreamSchedule
        var lane: LinkLane

        init(_ link: Link, pause: HoldPause? = nil) {
            schedule = StreamSchedule(link, stream: 0, pause: pause)
            lane = LinkLane(link, stream: 0)
        }

        mutating func take(_ bytes: Int, at now: MonotonicTime) {
            schedule.take(bytes, at: now, over: &lane)
        }

        /// Everything, at the instants at which it is due.
        mutating func drain() -> [(bytes: Int, at: MonotonicTime)] {
            var all: [(Int, MonotonicTime)] = []
            var now = MonotonicTime(nanoseconds: 0)
            while let due = schedule.nextDue {
                now = max(now, due)
                while let piece = schedule.release(at: now) {
                    all.append((piece.bytes, now))
                }
            }
            return all
        }
    }

    /// A seed whose first losses are as wanted.
    private func seed(loss: Double, losing wanted: [Bool]) throws -> UInt32 {
        try #require(
            (0..<100_000).first { seed in
                var lots = SplitMixLots(seed: seed, loss: loss)
                return wanted.allSatisfy { $0 == lots.next() }
            }
        )
    }

    /// What a schedule of stream 0 draws.
    private struct SplitMixLots {
        var schedule: StreamSchedule
        var lane: LinkLane

        init(seed: UInt32, loss: Double) {
            let link = Link(loss: loss, seed: seed)
            schedule = StreamSchedule(link, stream: 0)
            lane = LinkLane(link, stream: 0)
        }

        /// Whether the next segment is lost, and not a second time.
        mutating func next() -> Bool? {
            let before = schedule.segments
            schedule.take(100, at: MonotonicTime(nanoseconds: 0), over: &lane)
            let (lost, repeated) = (schedule.segments.lost - before.lost, schedule.segments.repeated - before.repeated)
            return lost == 0 ? false : repeated == 1 ? true : nil
        }
    }

    @Test func readsAreHeldWholeAndInOrder() {
        var direction = Direction(Link(delay: .milliseconds(50)))
        direction.take(60_000, at: at(0))
        direction.take(5, at: at(10))
        direction.take(0, at: at(20))
        #expect(direction.schedule.nextDue == at(50))
        #expect(direction.schedule.release(at: at(49.999)) == nil)
        #expect(direction.schedule.release(at: at(50))?.bytes == 60_000)
        #expect(direction.schedule.release(at: at(50)) == nil)
        #expect(direction.schedule.release(at: at(61)) == .init(bytes: 5, readAt: at(10), due: at(60)))
        #expect(direction.schedule.release(at: at(70))?.bytes == 0)
        #expect(direction.schedule.isEmpty && direction.schedule.nextDue == nil)
    }

    @Test func aRateLetsSegmentsOutOneByOne() {
        // 1,500 bytes with headers at 1.2 Mbit/s: 10 ms.
        var direction = Direction(Link(delay: .milliseconds(50), rate: DataRate(bitsPerSecond: 1_200_000)))
        direction.take(3 * 1_448 + 23, at: at(0))
        direction.take(0, at: at(0))
        let pieces = direction.drain()
        #expect(pieces.map(\.bytes) == [1_448, 1_448, 1_448, 23, 0])
        #expect(pieces.map(\.at) == [at(60), at(70), at(80), at(80.5), at(80.5)])
    }

    @Test func connectionsShareOneRate() {
        let link = Link(rate: DataRate(bitsPerSecond: 1_200_000))
        var lane = LinkLane(link, stream: 0)
        var (first, second) = (StreamSchedule(link, stream: 0), StreamSchedule(link, stream: 2))
        first.take(1_448, at: at(0), over: &lane)
        second.take(1_448, at: at(0), over: &lane)
        first.take(1_448, at: at(0), over: &lane)
        #expect(first.release(at: at(10))?.bytes == 1_448 && second.nextDue == at(20) && first.nextDue == at(30))
    }

    @Test func aLostSegmentHoldsUpWhatIsBehindIt() throws {
        let loss = 0.3
        let seed = try seed(loss: loss, losing: [false, true, false, false, false, false])
        var direction = Direction(Link(delay: .milliseconds(50), loss: loss, seed: seed))
        direction.take(6 * 1_448, at: at(0))
        direction.take(0, at: at(0))
        // The third segment behind arrives at 50 ms; its acknowledgement and the repetition take another round trip.
        let pieces = direction.drain()
        #expect(pieces.map(\.bytes) == [1_448, 1_448, 4 * 1_448, 0])
        #expect(pieces.map(\.at) == [at(50), at(150), at(150), at(150)])
        #expect(direction.schedule.segments == (sent: 6, lost: 1, repeated: 1))
    }

    @Test func whatWaitedForALostSegmentWasDueWithIt() throws {
        let loss = 0.3
        let seed = try seed(loss: loss, losing: [true, false, false, false])
        var direction = Direction(Link(delay: .milliseconds(50), loss: loss, seed: seed))
        direction.take(4 * 1_448, at: at(0))
        #expect(direction.schedule.release(at: at(149.9)) == nil)
        #expect(direction.schedule.release(at: at(151))?.due == at(150))
        #expect(direction.schedule.release(at: at(151)) == .init(bytes: 3 * 1_448, readAt: at(0), due: at(150)))
    }

    @Test func oneSegmentBehindTellsAQuarterRoundTripLater() throws {
        let loss = 0.3
        let seed = try seed(loss: loss, losing: [false, true, false, false, false])
        var direction = Direction(Link(delay: .milliseconds(50), loss: loss, seed: seed))
        direction.take(2 * 1_448, at: at(0))
        #expect(direction.schedule.release(at: at(50))?.bytes == 1_448)
        // A probe, as nothing follows.
        #expect(direction.schedule.nextDue == at(252))
        direction.take(100, at: at(33))
        #expect(direction.schedule.nextDue == at(33 + 50 + 25 + 100))
        direction.take(100, at: at(40))
        #expect(direction.schedule.nextDue == at(208))
        direction.take(100, at: at(45))
        #expect(direction.schedule.nextDue == at(45 + 50 + 100))
        direction.take(100, at: at(46))
        #expect(direction.schedule.nextDue == at(195))
        #expect(direction.drain().map(\.at).last == at(195))
    }

    @Test func aSegmentAloneWaitsForTheTimeout() throws {
        let loss = 0.3
        let seed = try seed(loss: loss, losing: [true, false])
        var direction = Direction(Link(delay: .milliseconds(50), loss: loss, seed: seed))
        direction.take(500, at: at(0))
        direction.take(0, at: at(0))
        #expect(direction.drain().map(\.at) == [at(350), at(350)])
    }

    @Test func whatFollowsTooLateChangesNothing() throws {
        let loss = 0.3
        let seed = try seed(loss: loss, losing: [true, false, false, false, false])
        var direction = Direction(Link(delay: .milliseconds(50), loss: loss, seed: seed))
        direction.take(500, at: at(0))
        direction.take(4 * 1_448, at: at(340))
        #expect(direction.schedule.nextDue == at(350))
        #expect(direction.drain().map(\.at) == [at(350), at(390)])
    }

    @Test func lossesInALongStreamAreTheShareAskedForAndBytesStayWhole() {
        let link = Link(delay: .milliseconds(20), jitter: .milliseconds(4), loss: 0.02, seed: 11)
        var direction = Direction(link)
        var random = SeededGenerator(seed: 1)
        var (sent, now) = (0, 0.0)
        for _ in 0..<3_000 {
            let bytes = Int.random(in: 1...9_000, using: &random)
            direction.take(bytes, at: at(now))
            sent += bytes
            now += 10
        }
        let (segments, lost, _) = direction.schedule.segments
        let deviation = (0.02 * 0.98 * Double(segments)).squareRoot()
        #expect(abs(Double(lost) - 0.02 * Double(segments)) < 4 * deviation)
        let pieces = direction.drain()
        #expect(pieces.reduce(0) { $0 + $1.bytes } == sent)
        #expect(zip(pieces, pieces.dropFirst()).allSatisfy { $0.at <= $1.at })
    }

    @Test func repetitionsTakeTheRateToo() throws {
        let loss = 0.3
        let seed = try seed(loss: loss, losing: [true])
        var direction = Direction(Link(loss: loss, rate: DataRate(bitsPerSecond: 1_200_000), seed: seed))
        direction.take(1_448, at: at(0))
        #expect(direction.lane.backlog(at: at(0)) == .milliseconds(20))
    }

    @Test func releasedAndTakenInAnyOrderNothingIsLostOrTooEarly() {
        var random = SeededGenerator(seed: 4)
        for round in 0..<40 {
            var link = Link(
                delay: .milliseconds(Double(Int.random(in: 0...60, using: &random))),
                loss: Double.random(in: 0...0.4, using: &random),
                rate: Bool.random(using: &random) ? DataRate(bitsPerSecond: 2_000_000) : nil,
                seed: UInt32(round)
            )
            link.jitter = Latency(nanoseconds: link.delay.nanoseconds / 4)
            var direction = Direction(link)
            var (sent, got, now) = (0, 0, 0.0)
            for _ in 0..<300 {
                now += Double.random(in: 0...20, using: &random)
                if Bool.random(using: &random) {
                    let bytes = Int.random(in: 1...5_000, using: &random)
                    direction.take(bytes, at: at(now))
                    sent += bytes
                }
                while let piece = direction.schedule.release(at: at(now)) {
                    #expect(piece.due <= at(now) && piece.due >= piece.readAt)
                    got += piece.bytes
                }
            }
            #expect(got + direction.drain().reduce(0) { $0 + $1.bytes } == sent)
        }
    }

    @Test func aPauseMovesOnlyWhatFallsIntoIt() {
        let pause = HoldPause(begin: .milliseconds(100), length: .milliseconds(50))
        var direction = Direction(Link(delay: .milliseconds(10)), pause: pause)
        for instant in [0.0, 99, 100, 120, 149, 150] {
            direction.take(1, at: at(instant))
        }
        #expect(direction.drain().map(\.at) == [at(10), at(109), at(160), at(160), at(160), at(160)])
    }
}
