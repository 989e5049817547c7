import LabModel
import LabTesting
import Testing

@testable import Relaying

@Suite struct RelayLogTests {
    private func read(_ connection: Int, _ bytes: Range<Int>, at milliseconds: Double, held: Double) -> RelayRead {
        let readAt = WallTime(nanoseconds: 0) + .milliseconds(milliseconds)
        let released = readAt + .milliseconds(held)
        return RelayRead(
            connection: connection,
            bytes: bytes,
            readAt: readAt,
            releasedAt: released,
            writtenAt: released + .microseconds(20)
        )
    }

    @Test func aUnitBelongsToTheReadOfItsLastByte() {
        var log = RelayLog()
        log.reads = [
            read(0, 0..<100, at: 0, held: 50), read(1, 0..<500, at: 1, held: 51), read(0, 100..<200, at: 33, held: 52),
            read(0, 200..<201, at: 34, held: 53),
        ]
        log.units = [
            RelayUnit(connection: 0, place: 0, presentation: 0, end: 100),
            RelayUnit(connection: 0, place: 1, presentation: 3_000, end: 101),
            RelayUnit(connection: 0, place: 2, presentation: 6_000, end: nil),
            RelayUnit(connection: 0, place: 3, presentation: nil, end: 150),
            RelayUnit(connection: 0, place: 4, presentation: 12_000, end: 201),
            RelayUnit(connection: 0, place: 5, presentation: 15_000, end: 300),
            RelayUnit(connection: 1, place: 0, presentation: 3_000_000, end: 1),
        ]
        let found = log.lastReads().mapValues { $0.held.milliseconds }
        #expect(found == [0: 50, 3_000: 52, 12_000: 53, 3_000_000: 51])
        #expect(log.dropped.map(\.place) == [2])
    }

    @Test func forgottenReadsGiveNoHold() {
        var log = RelayLog()
        log.reads = [read(0, 1_000..<1_100, at: 0, held: 5)]
        log.units = [
            RelayUnit(connection: 0, place: 0, presentation: 1, end: 900),
            RelayUnit(connection: 0, place: 1, presentation: 2, end: 1_000),
            RelayUnit(connection: 0, place: 2, presentation: 3, end: 1_001),
        ]
        #expect(Array(log.lastReads().keys) == [3])
    }

    @Test func agreesWithAPlainSearch() {
        var random = SeededGenerator(seed: 9)
        for _ in 0..<50 {
            var log = RelayLog()
            for connection in 0..<3 {
                var end = 0
                for index in 0..<40 {
                    let next = end + Int.random(in: 1...300, using: &random)
                    log.reads.append(read(connection, end..<next, at: Double(index), held: 1))
                    end = next
                }
                var place = 0
                var byte = 0
                while byte < end + 500 {
                    byte += Int.random(in: 1...400, using: &random)
                    let time = Int64(connection * 1_000 + place)
                    log.units.append(RelayUnit(connection: connection, place: place, presentation: time, end: byte))
                    place += 1
                }
            }
            let found = log.lastReads()
            for unit in log.units {
                guard let time = unit.presentation, let end = unit.end else { continue }
                let plain = log.reads.first { $0.connection == unit.connection && $0.bytes.contains(end - 1) }
                #expect(found[time] == plain)
            }
        }
    }

    @Test(
        arguments: [
            (Latency.zero, 0), (.milliseconds(1_000), 90_000), (Latency(nanoseconds: 11_111), 1),
            (Latency(nanoseconds: 5_555), 0), (.milliseconds(100.0 / 3), 3_000),
            (Latency.seconds(95_443.717_677_778), (1 << 33) - 1), (.seconds(95_443.717_688_889), 0),
            (Latency(nanoseconds: -11_111), (1 << 33) - 1),
        ] as [(Latency, Int64)]
    )
    func ticksAreThoseOfTheTransportStream(time: Latency, ticks: Int64) {
        #expect(RelayUnit.ticks(of: time) == ticks)
    }

    @Test func theBookForgetsTheOlderHalf() {
        let book = RelayBook(limit: 10)
        for index in 0..<25 {
            book.note(read(0, index..<index + 1, at: 0, held: 0))
            book.note([TransportSurgeon.Unit(place: index, presentation: nil, end: nil)], of: 7)
        }
        book.note([], of: 7)
        let log = book.snapshot
        #expect(log.reads.map(\.bytes.lowerBound) == Array(15..<25))
        #expect(log.units.map(\.place) == Array(15..<25))
        #expect(log.units.allSatisfy { $0.connection == 7 && $0.end == nil })
    }
}
