import Foundation
import LabModel
import Testing

@Suite struct OrNullTests {
    private struct Pair: Codable, Equatable {
        @OrNull var known: Int?
        @OrNull var unknown: String?

        init(known: Int?) {
            self.known = known
        }
    }

    @Test func unknownIsNull() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(Pair(known: 3)), as: UTF8.self)
        #expect(text == #"{"known":3,"unknown":null}"#)
    }

    @Test(arguments: [#"{"known":3,"unknown":null}"#, #"{"known":3}"#])
    func readsNullAndNothing(text: String) throws {
        #expect(try JSONDecoder().decode(Pair.self, from: Data(text.utf8)) == Pair(known: 3))
    }

    @Test func aWrongTypeIsRefused() {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Pair.self, from: Data(#"{"known":"3"}"#.utf8))
        }
    }
}
