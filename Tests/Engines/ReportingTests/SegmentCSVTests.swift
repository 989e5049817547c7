import LabModel
import Testing

@testable import Reporting

@Suite struct SegmentCSVTests {
    private struct Full: Error {}

    private func text(_ segments: [SegmentFact]) -> String {
        var text = ""
        SegmentCSV.write(segments: segments) { text += $0 }
        return text
    }

    private var part: SegmentFact {
        var fact = SegmentFact(sequence: 12, part: 3, requested: Planted.start + .milliseconds(5), isHinted: true)
        fact.firstByte = fact.requested + .milliseconds(200)
        fact.lastByte = fact.requested + .milliseconds(201.5)
        fact.size = ByteCount(62_000)
        fact.duration = .milliseconds(200)
        fact.playlistAge = .microseconds(150)
        fact.programTime = Planted.start - .milliseconds(0.25)
        fact.variant = "a,b"
        return fact
    }

    @Test func aRowSaysItAll() {
        let rows = text([part]).split(separator: "\r\n")
        #expect(rows.count == 2 && rows[0] == SegmentCSV.header.joined(separator: ",")[...])
        #expect(
            rows[1] == "12,3,1800000000.005000000,1800000000.205000000,1800000000.206500000,62000,0.200000000,"
                + "0.000150000,1799999999.999750000,1,\"a,b\""
        )
    }

    @Test func whatIsUnknownStaysEmpty() {
        let bare = SegmentFact(sequence: 0, requested: Planted.start)
        #expect(text([bare]).hasSuffix("\r\n0,,1800000000.000000000,,,0,,,,0,\r\n"))
    }

    @Test func manyRowsComeInPieces() throws {
        var pieces: [Int] = []
        SegmentCSV.write(segments: Array(repeating: part, count: 2_000)) { pieces.append($0.utf8.count) }
        #expect(pieces.count > 2 && pieces.allSatisfy { $0 < 65_000 })
        #expect(pieces.reduce(0, +) == text(Array(repeating: part, count: 2_000)).utf8.count)
    }

    @Test func whatKeepsAPieceFromBeingWrittenIsThrown() {
        #expect(throws: Full.self) {
            try SegmentCSV.write(segments: [part]) { _ in throw Full() }
        }
    }
}
