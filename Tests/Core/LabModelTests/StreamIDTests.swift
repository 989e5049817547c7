import Foundation
import LabModel
import Testing

@Suite struct StreamIDTests {
    /// A generator that returns zeros first.
    private struct Zeros: RandomNumberGenerator {
        var count = 0

        mutating func next() -> UInt64 {
            count += 1
            return count < 3 ? 0 : .max
        }
    }

    @Test func neverDrawsTheForeignOne() {
        var generator = Zeros()
        #expect(!StreamID.random(using: &generator).isForeign)
        var last = SystemRandomNumberGenerator()
        #expect((0..<100).allSatisfy { _ in !StreamID.random(using: &last).isForeign })
    }

    @Test func eachKindOfForeignMarkHasAnIdOfItsOwn() {
        let ids = (UInt8.min...UInt8.max).map(StreamID.foreign)
        #expect(Set(ids).count == 256 && ids.allSatisfy(\.isForeign))
        #expect(ids[0] == .foreign && ids[7].description == "ffffff07")
        #expect(!StreamID(rawValue: 1).isForeign && !StreamID(rawValue: 0xFFFF_FEFF).isForeign)
    }

    @Test func eightHexadecimalDigits() {
        #expect(StreamID(rawValue: 0xAB).description == "000000ab")
        #expect(StreamID(rawValue: .max).description == "ffffffff")
    }

    @Test func isABareNumberInJSON() throws {
        let ids = [StreamID(rawValue: 7), StreamID(rawValue: .max)]
        let text = String(decoding: try JSONEncoder().encode(ids), as: UTF8.self)
        #expect(text == "[7,4294967295]")
        #expect(try JSONDecoder().decode([StreamID].self, from: Data(text.utf8)) == ids)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(StreamID.self, from: Data("-1".utf8))
        }
    }
}
