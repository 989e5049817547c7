import LabModel
import Testing

@testable import Marks

@Suite struct UPCTextTests {
    /// The twelve digits of a number.
    static func text(_ number: UInt64) -> [UInt8] {
        let digits = Array(String(number).utf8)
        let padded = [UInt8](repeating: 48, count: 11 - digits.count) + digits
        return padded + [48 + UPCText.check(padded)]
    }

    @Test(arguments: [0, 42, 99_999_999] as [UInt32])
    func elevenDigitsAndTheirCheckDigitAreANumber(number: UInt32) {
        let expected = FrameStamp(streamID: .foreign(place: 6), number: FrameNumber(number), time: nil)
        #expect(UPCText.read(Self.text(UInt64(number))) == expected)
    }

    @Test func theCheckDigitIsThatOfTheTrade() {
        // The example of the bar codes' own specification.
        #expect(UPCText.check(Array("03600029145".utf8)) == 2)
        #expect(UPCText.check(Array("00000000000".utf8)) == 0)
    }

    @Test func anyOtherDigitAtItsEndIsRefused() {
        let text = Self.text(123_456)
        for digit in 48...57 as ClosedRange<UInt8> where digit != text[11] {
            #expect(UPCText.read(text.dropLast() + [digit]) == nil)
        }
    }

    @Test func goodsAndOtherTextsAreRefused() {
        for text in ["036000291452", "", "00000000042", "0000000000000", "00000000004a", "-00000000000"] {
            #expect(UPCText.read(Array(text.utf8)) == nil)
        }
        #expect(UPCText.read(Self.text(100_000_000)) == nil)
    }
}
