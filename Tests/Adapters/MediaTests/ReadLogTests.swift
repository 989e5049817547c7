import LabModel
import Testing

@testable import Media

@Suite struct ReadLogTests {
    private func at(_ tick: Int) -> WallTime {
        WallTime(nanoseconds: Int64(tick))
    }

    @Test func knowsWhichReadBroughtAByte() {
        var log = ReadLog()
        log.append(count: 10, at: at(1))
        log.append(count: 1, at: at(2))
        log.append(count: 5, at: at(3))
        #expect(log.instant(ofEnd: 0) == nil)
        #expect((1...10).allSatisfy { log.instant(ofEnd: $0) == at(1) })
        #expect(log.instant(ofEnd: 11) == at(2))
        #expect((12...16).allSatisfy { log.instant(ofEnd: $0) == at(3) })
        #expect(log.instant(ofEnd: 17) == nil)
        #expect(
            log.points(in: 5..<14).points == [
                .init(end: 5, instant: at(1)), .init(end: 6, instant: at(2)), .init(end: 9, instant: at(3)),
            ]
        )
    }

    @Test func forgetsTheOldestReads() {
        var log = ReadLog(capacity: 4)
        for read in 0..<10 {
            log.append(count: 3, at: at(read))
        }
        #expect(log.instant(ofEnd: 18) == nil)
        #expect(log.instant(ofEnd: 19) == at(6))
        #expect(log.instant(ofEnd: 30) == at(9))
        #expect(log.points(in: 10..<20).points.isEmpty)
        #expect(log.points(in: 20..<30).points.map(\.instant) == [at(6), at(7), at(8), at(9)])
    }

    @Test func startsAnewAfterAJump() {
        var log = ReadLog()
        log.append(count: 100, at: at(1))
        log.jump(to: 5_000)
        #expect(log.instant(ofEnd: 50) == nil)
        log.append(count: 10, at: at(2))
        #expect(log.instant(ofEnd: 5_000) == nil)
        #expect(log.instant(ofEnd: 5_001) == at(2))
    }
}
