import LabModel
import LabTesting
import Testing

@testable import Marks

@Suite(.heavy) struct FalseStampTests {
    private let size = PixelSize(width: 320, height: 240)

    /// Draws a QR code of any text into the middle of a picture.
    private func picture(_ text: String, kind: QRCode.Kind, module: Int = 4) throws -> TestPicture {
        let code = try QRCode(Array(text.utf8), kind: kind)
        var picture = TestPicture(size: size, grey: 235)
        let left = (size.width - code.side * module) / 2
        let top = (size.height - code.side * module) / 2
        for (index, isDark) in code.modules.enumerated() where isDark {
            for y in 0..<module {
                let start = (top + index / code.side * module + y) * size.width + left + index % code.side * module
                picture.luma.replaceSubrange(start..<start + module, with: repeatElement(16, count: module))
            }
        }
        return picture
    }

    private func damage(_ picture: inout TestPicture, with generator: inout SeededGenerator) {
        for _ in 0..<Int.random(in: 1...30, using: &generator) {
            let (width, height) = (Int.random(in: 1...60, using: &generator), Int.random(in: 1...40, using: &generator))
            let x = Int.random(in: 0..<size.width - width, using: &generator)
            let y = Int.random(in: 0..<size.height - height, using: &generator)
            let level = UInt8.random(in: 0...255, using: &generator)
            for row in y..<y + height {
                let start = row * size.width + x
                picture.luma.replaceSubrange(start..<start + width, with: repeatElement(level, count: width))
            }
        }
    }

    @Test func noiseIsNoMark() throws {
        var generator = SeededGenerator(seed: 11)
        var reader = MarkReader()
        #expect(reader.read(try TestPicture.marked(.test(1), size: size)).stamp == .test(1))
        for round in 0..<40 {
            var picture = TestPicture(size: size)
            picture.luma = picture.luma.map { _ in
                let noise = UInt8.random(in: 0...255, using: &generator)
                return round % 2 == 0 ? noise : noise < 128 ? 16 : 235
            }
            #expect(reader.read(picture).stamp == nil)
        }
    }

    @Test func randomCellsInPlaceOfTheMarkAreNoMark() throws {
        var generator = SeededGenerator(seed: 12)
        var reader = MarkReader()
        let marked = try TestPicture.marked(.test(1), size: size)
        #expect(reader.read(marked).stamp == .test(1))
        let layout = MarkLayout(size: size)
        for _ in 0..<60 {
            var picture = marked
            for strip in Strip.allCases {
                for cell in 0..<4 * 44 {
                    let (row, column) = (strip.top + cell / 44 * 3, (cell % 44 + 2) * 3)
                    let level: UInt8 = .random(using: &generator) ? 16 : 235
                    for y in layout.y(row)..<layout.y(row + 3) {
                        for x in layout.x(column)..<layout.x(column + 3) {
                            picture.luma[y * size.width + x] = level
                        }
                    }
                }
            }
            let reading = reader.read(picture)
            #expect(reading.cause == .torn, "\(reading)")
        }
    }

    @Test func damagedMarksGiveTheirOwnStampOrNone() throws {
        var generator = SeededGenerator(seed: 13)
        var reader = MarkReader()
        var unread = 0
        for number in 0..<150 as Range<UInt32> {
            var picture = try TestPicture.marked(.test(number), size: size)
            damage(&picture, with: &generator)
            let reading = reader.read(picture)
            unread += reading.stamp == nil ? 1 : 0
            #expect(reading.stamp == nil || reading.stamp == .test(number))
        }
        #expect((10..<150).contains(unread))
    }

    @Test(arguments: [
        "GL1:0123456789ABCDEFGHIJKLMNOPQRSTUVW", "GL2:X507H0QS00+0J61%H1CT1V+1572H906E3", "HTTPS://EXAMPLE.ORG",
        "12345",
    ])
    func foreignCodesAreNamed(text: String) throws {
        var reader = MarkReader()
        let reading = reader.read(try picture(text, kind: .mark))
        #expect(reading == .unreadable(.crc, "a QR code says “\(text)”, which is no mark"))
    }

    @Test func foreignTextsOfBytesAreNamed() throws {
        var reader = MarkReader()
        let text = "{'frame_number': 5, 'zeit': 12.5, 'random': 0.5, 'and': 'more', 'of': 'it'}"
        let reading = reader.read(try picture(text, kind: .dict))
        #expect(reading == .unreadable(.crc, "a QR code says “\(text.prefix(40))”, which is no mark"))
    }

    @Test(arguments: [
        "{'frame_number': 8, 'time': 1695000000.1, 'random': 0.123456789012345}",
        "{'frame_number': 123456, 'time': 1695000000.1234567, 'random': 0.12345678901234567}",
    ])
    func textsOfTheFirstLabAreReadWhateverTheirLength(text: String) throws {
        var reader = MarkReader()
        for _ in 0..<2 {
            let reading = reader.read(try picture(text, kind: .dict))
            #expect(reading == .stamp(try #require(DictText.read(Array(text.utf8))), .dict))
        }
    }

    @Test func barCodesAreNoMark() {
        var generator = SeededGenerator(seed: 14)
        var reader = MarkReader()
        for _ in 0..<10 {
            var picture = TestPicture(size: size, grey: 235)
            var x = 20
            while x < 290 {
                let width = Int.random(in: 1...4, using: &generator) * 2
                for y in 40..<200 {
                    for column in x..<min(x + width, 300) {
                        picture.luma[y * size.width + column] = 16
                    }
                }
                x += width + Int.random(in: 1...4, using: &generator) * 2
            }
            #expect(reader.read(picture) == .unreadable(.noCode, "no code was found in the picture"))
        }
    }

    @Test func theMarkOfALaterFrameMustStandWhereItIsLookedFor() throws {
        var reader = MarkReader()
        #expect(reader.read(try TestPicture.marked(.test(1), size: size)).stamp == .test(1))
        #expect(reader.read(TestPicture(size: size)).cause == .noCode)
        let small = try TestPicture.marked(.test(2), size: PixelSize(width: 200, height: 160))
        #expect(reader.read(small.placed(x: 90, y: 30, in: size)) == .stamp(.test(2), .strip))
    }
}
