import LabTesting
import NIOCore
import Testing

@testable import WebClient

@Suite struct BodyCutTests {
    /// Whatever the pieces, the same bytes come out.
    @Test(arguments: 1...20) func cutsTheSameHoweverItComes(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let whole = (0..<300).map { UInt8($0 % 251) }
        let offset = Int.random(in: 0...310, using: &random)
        let length = Bool.random(using: &random) ? Int.random(in: 1...300, using: &random) : nil
        var cut = BodyCut(WebRange(offset: offset, length: length))
        var taken: [UInt8] = []
        var start = 0
        while start < whole.count, !cut.isDone {
            let end = min(whole.count, start + Int.random(in: 1...40, using: &random))
            taken += cut.take(ByteBuffer(bytes: whole[start..<end]))
            start = end
        }
        #expect(taken == Array(whole.dropFirst(offset).prefix(length ?? .max)))
        #expect(cut.isDone == (length.map { offset + $0 <= whole.count } ?? false))
    }

    @Test func leavesNothingOutUnlessToldTo() {
        var cut = BodyCut()
        #expect(cut.take(ByteBuffer(bytes: [1, 2, 3])) == [1, 2, 3])
        #expect(!cut.isDone)
    }
}
