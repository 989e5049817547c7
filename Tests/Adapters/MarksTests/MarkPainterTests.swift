import LabModel
import Testing

@testable import Marks

@Suite struct MarkPainterTests {
    private let size = PixelSize(width: 486, height: 240)

    @Test func theStripsSayTheBytesCellByCell() throws {
        let stamp = FrameStamp.test(77)
        let picture = try TestPicture.marked(stamp, size: size)
        let code = try #require(MarkCode(stamp))
        let layout = MarkLayout(size: size)
        let bits = (0..<176).map { code.bytes[$0 / 8] >> UInt8(7 - $0 % 8) & 1 == 1 }
        for (index, isWhite) in bits.enumerated() {
            let (row, column) = (index / 44, index % 44 + 2)
            for y in [layout.y(3 * (3 - row)) + 2, layout.y(132 + 3 * row) + 2] {
                let level = picture.luma[y * size.width + layout.x(3 * column) + 2]
                #expect(level == (isWhite ? 235 : 16), "bit \(index)")
            }
        }
        for y in [0, 238] {
            let levels = [0, 1, 46, 47].map { picture.luma[y * size.width + layout.x(3 * $0) + 2] }
            #expect(levels == [16, 235, 235, 16])
        }
    }

    @Test func colourIsTakenFromUnderTheMarkAlone() throws {
        var picture = TestPicture(size: size)
        var painter = try MarkPainter(size: size, format: .qr)
        try picture.draw { try painter.draw(.test(1), into: $0) }
        let layout = MarkLayout(size: size)
        let isCovered = { (x: Int, y: Int) in
            let inStrips =
                (layout.x(0)..<layout.x(144)).contains(x)
                && (y < layout.y(12) || y >= layout.y(132))
            let inCode = (layout.x(39)..<layout.x(105)).contains(x) && (layout.y(39)..<layout.y(105)).contains(y)
            return inStrips || inCode
        }
        var wrong = 0
        for y in 0..<size.height {
            for x in 0..<size.width {
                let chroma = y / 2 * 243 + x / 2
                let isNeutral = picture.chromaBlue[chroma] == 128 && picture.chromaRed[chroma] == 128
                let isDrawn = picture.luma[y * size.width + x] != 90
                let isRight = isCovered(x, y) ? isNeutral && isDrawn : !isDrawn
                wrong += isRight ? 0 : 1
            }
        }
        #expect(wrong == 0)
        #expect(picture.chromaBlue.contains(77) && picture.chromaRed.contains(177))
    }

    @Test func aStampAlwaysCoversTheSamePixels() throws {
        for format in MarkFormat.allCases {
            var covered: Set<[Bool]> = []
            for number: UInt32 in [0, 9, 1_000, .max] {
                var picture = TestPicture(size: size)
                var painter = try MarkPainter(size: size, format: format)
                try picture.draw { try painter.draw(.test(number), into: $0) }
                covered.insert(picture.luma.map { $0 != 90 })
            }
            #expect(covered.count == 1)
        }
    }

    @Test func aPlaneOfAnotherSizeIsRefusedUnchanged() throws {
        let other = PixelSize(width: 488, height: 240)
        var picture = TestPicture(size: other)
        var painter = try MarkPainter(size: size, format: .qr)
        #expect(throws: MarkError.wrongPictureSize(other, expected: size)) {
            try picture.draw { try painter.draw(.test(1), into: $0) }
        }
        #expect(picture.luma.allSatisfy { $0 == 90 })
    }

    @Test func anIncompleteStampIsRefusedUnchanged() throws {
        var picture = TestPicture(size: size)
        for format in MarkFormat.allCases {
            var painter = try MarkPainter(size: size, format: format)
            #expect(throws: MarkError.incompleteStamp) {
                let stamp = FrameStamp(streamID: .foreign, number: nil, time: nil)
                try picture.draw { try painter.draw(stamp, into: $0) }
            }
        }
        #expect(picture.luma.allSatisfy { $0 == 90 })
        #expect(picture.chromaBlue.allSatisfy { $0 == 77 })
    }
}
