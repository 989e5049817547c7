import LabModel
import Testing

@testable import HLS
@testable import Receiving

@Suite struct SegmentLedgerTests {
    private let start = WallTime(nanoseconds: 1_800_000_000_000_000_000)

    private func request(
        _ id: Int,
        part: Int? = nil,
        isHinted: Bool = false,
        kind: MediaRequest.Kind = .media
    ) -> MediaRequest {
        MediaRequest.planted(id: id, part: part, isHinted: isHinted, kind: kind)
    }

    @Test func factsComeInTheOrderOfTheRequests() {
        var ledger = SegmentLedger()
        for id in 0..<3 {
            ledger.asked(request(id), at: start + .milliseconds(Double(id)), playlistAge: .milliseconds(9))
        }
        ledger.over(2, lastByte: start)
        ledger.over(1, lastByte: start)
        #expect(ledger.takeKnown() == [])
        ledger.came(10, of: 0, at: start + .milliseconds(5))
        ledger.came(20, of: 0, at: start + .milliseconds(7))
        ledger.over(0, lastByte: start + .milliseconds(7))
        let facts = ledger.takeKnown()
        #expect(facts.map(\.requested) == [start, start + .milliseconds(1), start + .milliseconds(2)])
        #expect(facts[0].firstByte == start + .milliseconds(5))
        #expect(facts[0].lastByte == start + .milliseconds(7))
        #expect(facts[0].size == ByteCount(30))
        #expect(facts[0].playlistAge == .milliseconds(9))
        #expect(facts[0].duration == .seconds(1))
        #expect(ledger.takeKnown() == [])
    }

    @Test func whatAHintAnnouncedAwaitsItsListing() {
        var ledger = SegmentLedger()
        ledger.asked(request(0, part: 3, isHinted: true), at: start, playlistAge: .zero)
        ledger.came(1, of: 0, at: start)
        ledger.over(0, lastByte: start)
        #expect(ledger.takeKnown() == [])
        ledger.listed(MediaListing(id: 0, duration: .milliseconds(200), programTime: start))
        let fact = ledger.takeKnown().first
        #expect(fact?.duration == .milliseconds(200))
        #expect(fact?.programTime == start)
        #expect(fact?.part == 3)
        #expect(fact?.isHinted == true)
    }

    @Test func whatFailedAwaitsNothing() {
        var ledger = SegmentLedger()
        ledger.asked(request(0, isHinted: true), at: start, playlistAge: .zero)
        ledger.over(0, lastByte: nil)
        #expect(ledger.takeKnown().map(\.lastByte) == [nil])
    }

    @Test func mapsAreNoSegments() {
        var ledger = SegmentLedger()
        ledger.asked(request(0, kind: .map), at: start, playlistAge: .zero)
        ledger.came(5, of: 0, at: start)
        ledger.over(0, lastByte: start)
        #expect(ledger.takeAll() == [])
    }

    @Test func nothingWaitsForEver() {
        var ledger = SegmentLedger()
        for id in 0..<200 {
            ledger.asked(request(id, isHinted: true), at: start, playlistAge: .zero)
            #expect(ledger.takeKnown().count == (id < SegmentLedger.patience ? 0 : 1))
        }
    }

    @Test func theRestIsWhatHadBegun() {
        var ledger = SegmentLedger()
        ledger.asked(request(0), at: start, playlistAge: .zero)
        ledger.asked(request(1), at: start, playlistAge: .zero)
        ledger.came(5, of: 0, at: start)
        #expect(ledger.takeAll().map(\.size) == [ByteCount(5)])
        #expect(ledger.takeAll() == [])
    }
}
