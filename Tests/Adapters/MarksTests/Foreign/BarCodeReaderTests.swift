import LabModel
import LabTesting
import Testing

@testable import Marks

@Suite(.heavy) struct BarCodeReaderTests {
    private let size = PixelSize(width: 640, height: 360)

    private func picture(_ number: UInt64, x: Int = 200, isNegated: Bool = false) -> TestPicture {
        var picture = TestPicture(size: size)
        picture.drawBars(number, x: x, y: 60, module: 3, height: 60, isNegated: isNegated)
        return picture
    }

    @Test func everyFramesNumberIsRead() {
        var reader = MarkReader()
        for number in [0, 1, 2, 41, 99_999_999] as [UInt64] {
            let reading = reader.read(picture(number), effort: number == 0 ? .thorough : .hurried)
            let expected = FrameStamp(streamID: .foreign(place: 6), number: FrameNumber(UInt32(number)), time: nil)
            #expect(reading == .stamp(expected, .foreign(.upc)))
        }
    }

    @Test func aCodeThatMovesIsFoundAgain() {
        var reader = MarkReader()
        for (number, x) in [(7, 40), (8, 300), (9, 40)] as [(UInt64, Int)] {
            #expect(reader.read(picture(number, x: x)).stamp?.number?.rawValue == UInt32(number))
        }
    }

    @Test func whiteOnBlackIsReadToo() {
        var reader = MarkReader()
        #expect(reader.read(picture(77, isNegated: true)).stamp?.number == 77)
    }

    @Test func goodsAreNoFrames() {
        var reader = MarkReader()
        let reading = reader.read(picture(3_600_029_145))
        #expect(reading == .unreadable(.noCode, "no code was found in the picture"))
    }

    @Test func twoCodesFarApartContradict() {
        var reader = MarkReader()
        var both = picture(100, x: 100)
        both.drawBars(700, x: 100, y: 200, module: 3, height: 60)
        #expect(reader.read(both) == .severalPlayers)
    }

    @Test func aCodeOfFewLinesIsNotBelieved() {
        var reader = MarkReader()
        var picture = TestPicture(size: size)
        picture.drawBars(5, x: 200, y: 60, module: 3, height: 3)
        #expect(reader.read(picture).stamp == nil)
    }
}
