import LabModel
import LabTesting
import Testing

@testable import Marks

@Suite struct GreyCopyTests {
    @Test(arguments: [8, 10, 12, 16], [1, 2, 3, 7, 16])
    func shrinkingEqualsItsReference(depth: Int, factor: Int) throws {
        var generator = SeededGenerator(seed: UInt64(depth * 100 + factor))
        let size = PixelSize(width: 21 * factor + factor / 2 + 3, height: 21 * factor + 1)
        let greatest = 1 << depth - 1
        let rows = (0..<size.height).map { _ in
            (0..<size.width).map { _ in Int.random(in: 0...greatest, using: &generator) }
        }
        var bytes: [UInt8] = []
        for row in rows {
            for value in row {
                bytes += depth > 8 ? [UInt8(value & 255), UInt8(value >> 8)] : [UInt8(value)]
            }
            bytes += [1, 2]
        }
        var copy = GreyCopy()
        let box = PixelBox(x: -5...Double(size.width) + 5, y: 0...Double(size.height))
        try bytes.withUnsafeBytes { bytes in
            let stride = size.width * (depth > 8 ? 2 : 1) + 2
            let base = try #require(bytes.baseAddress)
            let plane = PlaneView(base: base, width: size.width, height: size.height, stride: stride, depth: depth)
            let isTaken = copy.take(plane, .init(box: box, factor: factor))
            #expect(isTaken)
        }
        #expect(copy.width == size.width / factor)
        #expect(copy.height == size.height / factor)
        for y in 0..<copy.height {
            let expected = GreyCopy.shrinkReference(
                Array(rows[y * factor..<(y + 1) * factor]),
                factor: factor,
                depth: depth
            )
            #expect(Array(copy.pixels[y * copy.width..<(y + 1) * copy.width]) == expected)
        }
    }

    @Test func aPartIsDoubledAndNegatedAndItsBoxesLeadBack() throws {
        var copy = GreyCopy()
        var picture = TestPicture(size: PixelSize(width: 100, height: 80), grey: 200)
        picture.luma[30 * 100 + 40] = 0
        try picture.luma.withUnsafeBytes { bytes in
            let plane = PlaneView(base: try #require(bytes.baseAddress), width: 100, height: 80, stride: 100)
            let box = PixelBox(x: 20...60, y: 10...200)
            let isTaken = copy.take(plane, .init(box: box, isDoubled: true, isNegated: true))
            #expect(isTaken)
        }
        #expect(copy.width == 80)
        #expect(copy.height == 140)
        #expect(copy.pixels[40 * 80 + 40] == 255)
        #expect(copy.pixels[0] == 55)
        let place = copy.boxInPlane(PixelBox(x: 40...42, y: 40...42))
        #expect(place == PixelBox(x: 40...41, y: 30...31))
    }

    @Test func aPartOutsideThePictureIsNothing() {
        var copy = GreyCopy()
        let picture = TestPicture(size: PixelSize(width: 100, height: 80))
        let boxes = [
            PixelBox(x: -50 ... -10, y: 0...80), PixelBox(x: 200...300, y: 0...80), PixelBox(x: 0...20, y: 0...80),
        ]
        for box in boxes {
            picture.luma.withUnsafeBytes { bytes in
                guard let base = bytes.baseAddress else { return }
                let plane = PlaneView(base: base, width: 100, height: 80, stride: 100)
                let isTaken = copy.take(plane, .init(box: box))
                #expect(!isTaken)
            }
        }
    }
}
