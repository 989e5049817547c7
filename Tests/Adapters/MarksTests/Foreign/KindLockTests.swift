import Testing

@testable import Marks

@Suite struct KindLockTests {
    private func admits(_ lock: inout KindLock, _ kind: MarkKind) -> Bool {
        lock.admits(kind)
    }

    @Test func theFirstKindIsBelievedAtOnce() {
        var lock = KindLock()
        #expect(lock.current == nil)
        #expect(admits(&lock, .wave))
        #expect(lock.current == .wave)
    }

    @Test func anotherKindIsBelievedAfterSomePicturesInARow() {
        var lock = KindLock()
        lock.confirm(.lab)
        for _ in 1..<KindLock.patience {
            lock.begin()
            #expect(!admits(&lock, .dict))
            #expect(!admits(&lock, .dict))
        }
        lock.begin()
        #expect(admits(&lock, .dict))
        #expect(lock.current == .dict)
    }

    @Test func aMarkOfTheStreamsOwnKindBeginsTheCountAnew() {
        var lock = KindLock()
        lock.confirm(.dict)
        for round in 0..<40 {
            lock.begin()
            if round % (KindLock.patience - 1) == 0 {
                #expect(admits(&lock, .dict))
            } else {
                #expect(!admits(&lock, .wave))
            }
        }
    }

    @Test func twoOtherKindsDoNotAddUp() {
        var lock = KindLock()
        lock.confirm(.dict)
        for round in 0..<40 {
            lock.begin()
            #expect(!admits(&lock, round.isMultiple(of: 2) ? .wave : .ticks))
        }
    }
}
