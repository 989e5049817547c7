import LabModel
import Testing

@testable import Marks

@Suite struct NumberedMillisecondsTextTests {
    @Test(arguments: [("0042|1695000000250", 42), ("4294967295|1695000000250", 4_294_967_295)] as [(String, UInt32)])
    func aNumberAndATimeAreRead(text: String, number: UInt32) {
        let expected = FrameStamp(
            streamID: .foreign(place: 5),
            number: FrameNumber(number),
            time: WallTime(nanoseconds: 1_695_000_000_250_000_000)
        )
        #expect(NumberedMillisecondsText.read(Array(text.utf8)) == expected)
    }

    @Test(arguments: [
        "", "|", "42|1695000000250", "0042|", "|1695000000250", "0042|169500000025", "0042|16950000002500",
        "0042|0695000000250", "0042|1695000000250|", "-042|1695000000250", "4294967296|1695000000250",
        "00000000042|1695000000250", "0042:1695000000250", "0042 |1695000000250",
    ])
    func otherTextsAreRefused(text: String) {
        #expect(NumberedMillisecondsText.read(Array(text.utf8)) == nil)
    }
}
