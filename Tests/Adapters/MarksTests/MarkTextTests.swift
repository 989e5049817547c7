import LabModel
import LabTesting
import Testing

@testable import Marks

@Suite struct MarkTextTests {
    @Test func theTextIsAsTheFormatSays() throws {
        let code = try #require(
            MarkCode(
                FrameStamp(
                    streamID: StreamID(rawValue: 0x0102_0304),
                    number: 0x0506_0708,
                    time: WallTime(nanoseconds: 0x090A_0B0C_0D0E_0F10),
                    latenessTicks: 0x1112
                )
            )
        )
        #expect(String(decoding: MarkText.write(code), as: UTF8.self) == "GL1:X507H0QS00+0J61%H1CT1V+1572H906E3")
    }

    @Test func everyStampGivesTheSameLengthAndComesBack() throws {
        for number: UInt32 in [0, 1, 99, 65_536, .max] {
            let code = try #require(MarkCode(.test(number, stream: number)))
            let text = MarkText.write(code)
            #expect(text.count == MarkText.length)
            #expect(MarkText.read(text) == code)
        }
    }

    @Test func everyChangedCharacterIsNoticed() throws {
        let text = MarkText.write(try #require(MarkCode(.test(7))))
        for place in text.indices {
            for character in 0...UInt8.max where character != text[place] {
                var changed = text
                changed[place] = character
                #expect(MarkText.read(changed) == nil)
            }
        }
    }

    @Test func otherTextsAreNoMark() {
        for text in ["", "GL1:", "https://example.org", String(repeating: ":", count: 37), "GL2:"] {
            #expect(MarkText.read(Array(text.utf8)) == nil)
        }
    }

    @Test func noiseIsNoMark() {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<20_000 {
            var values = Array("GL1:".utf8)
            values += (0..<33).map { _ in UInt8.random(in: 32...90, using: &generator) }
            #expect(MarkText.read(values) == nil)
        }
    }
}
