import LabModel
import Synchronization
import Testing

@testable import LabTesting

@Suite struct RealTimeTests {
    @Test func noMoreThanThePlacesAtOnce() async {
        let room = Room()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    await room.places.take()
                    room.enter()
                    await Task.yield()
                    room.leave()
                    room.places.giveBack()
                }
            }
        }
        #expect(room.inside.load(ordering: .relaxed) == 0)
        #expect((1...2).contains(room.most.load(ordering: .relaxed)))
    }

    @Test func aClockThatStandsIsCalm() async {
        let clock = ManualClock()
        await RealTime.waitForCalm(by: clock)
        #expect(clock.monotonicNow() == MonotonicTime(nanoseconds: 0))
    }

    @Test func slowTurnsAreWaitedForUntilTheLimit() async {
        let clock = SlowTurns()
        await RealTime.waitForCalm(by: clock)
        #expect(clock.monotonicNow() - MonotonicTime(nanoseconds: 0) >= RealTime.limit)
    }
}

/// Two places, and how many are inside.
private final class Room: Sendable {
    let places = TestPlaces(2)
    let inside = Atomic(0)
    let most = Atomic(0)

    func enter() {
        let number = inside.add(1, ordering: .relaxed).newValue
        _ = most.max(number, ordering: .relaxed)
    }

    func leave() {
        inside.subtract(1, ordering: .relaxed)
    }
}

/// A clock by which each look at it takes 100 ms.
private final class SlowTurns: LabClock {
    private let clock = ManualClock()

    func now() -> WallTime { clock.now() }

    func monotonicNow() -> MonotonicTime {
        clock.advance(by: .milliseconds(100))
        return clock.monotonicNow()
    }

    func blockUntil(_ instant: MonotonicTime) { clock.blockUntil(instant) }

    func sleep(until instant: MonotonicTime) async throws { try await clock.sleep(until: instant) }
}
