import LabModel
import Testing

@testable import Marks

@Suite struct MillisecondsTextTests {
    @Test func thirteenDigitsOfThisCenturyAreATime() {
        let expected = FrameStamp(
            streamID: .foreign(place: 4),
            number: nil,
            time: WallTime(nanoseconds: 1_695_000_000_250_000_000)
        )
        #expect(MillisecondsText.read(Array("1695000000250".utf8)) == expected)
        #expect(MillisecondsText.read(Array("1000000000000".utf8)) != nil)
        #expect(MillisecondsText.read(Array("4102444799999".utf8)) != nil)
    }

    @Test(arguments: [
        "", "169500000025", "16950000002500", "0999999999999", "4102444800000", "9999999999999", "-695000000250",
        "+695000000250", "1695000000250\n", " 1695000000250", "1695000000.25", "16950000002٣0",
    ])
    func otherTextsAreRefused(text: String) {
        #expect(MillisecondsText.read(Array(text.utf8)) == nil)
    }
}
