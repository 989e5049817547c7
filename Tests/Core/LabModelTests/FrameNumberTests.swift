import Foundation
import LabModel
import Testing

@Suite struct FrameNumberTests {
    @Test func isABareNumberInJSON() throws {
        let text = String(decoding: try JSONEncoder().encode([FrameNumber(5)]), as: UTF8.self)
        #expect(text == "[5]")
        #expect(try JSONDecoder().decode([FrameNumber].self, from: Data(text.utf8)) == [5])
    }

    @Test func ordersAsMade() {
        #expect(FrameNumber(1) < 2)
    }
}
