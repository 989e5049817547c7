import LabModel
import LabTesting
import Testing

@testable import Marks

@Suite(.heavy) struct MarkReaderTests {
    private func luma(_ picture: TestPicture, depth: Int, fullRange: Bool, padding: Int) -> [UInt8] {
        let width = picture.size.width
        return (0..<picture.size.height).flatMap { y in
            picture.luma[y * width..<(y + 1) * width].flatMap { sample -> [UInt8] in
                let level = fullRange ? max(0, min(255, (Int(sample) - 16) * 255 / 219)) : Int(sample)
                let value = level << (depth - 8)
                return depth > 8 ? [UInt8(value & 255), UInt8(value >> 8)] : [UInt8(value)]
            } + [UInt8](repeating: 200, count: padding)
        }
    }

    @Test(
        arguments: PixelSize.imageSizes + [
            PixelSize(width: 1920, height: 1080), PixelSize(width: 360, height: 640),
            PixelSize(width: 144, height: 144),
            PixelSize(width: 146, height: 150),
        ]
    )
    func everyFrameOfAStreamIsReadFromTheStrips(size: PixelSize) throws {
        var reader = MarkReader()
        for number in 40..<43 as Range<UInt32> {
            let picture = try TestPicture.marked(.test(number), size: size)
            #expect(reader.read(picture) == .stamp(.test(number), .strip))
        }
    }

    @Test(arguments: [8, 10, 12, 16], [false, true])
    func everyDepthAndRangeIsRead(depth: Int, fullRange: Bool) throws {
        var reader = MarkReader()
        let size = PixelSize(width: 320, height: 240)
        for (number, padding) in [(1, 0), (2, 0), (3, 64)] as [(UInt32, Int)] {
            let picture = try TestPicture.marked(.test(number), size: size)
            let bytes = luma(picture, depth: depth, fullRange: fullRange, padding: padding)
            try bytes.withUnsafeBytes { bytes in
                let stride = size.width * (depth > 8 ? 2 : 1) + padding
                let base = try #require(bytes.baseAddress)
                let plane = PlaneView(base: base, width: size.width, height: size.height, stride: stride, depth: depth)
                #expect(reader.read(plane) == .stamp(.test(number), .strip))
            }
        }
    }

    @Test(arguments: [
        PixelSize(width: 256, height: 144), PixelSize(width: 427, height: 240), PixelSize(width: 480, height: 360),
        PixelSize(width: 854, height: 300), PixelSize(width: 720, height: 480),
    ])
    func scaledPicturesAreReadWhateverTheirShape(size: PixelSize) throws {
        var reader = MarkReader()
        for number in 7..<9 as Range<UInt32> {
            let picture = try TestPicture.marked(.test(number), size: PixelSize(width: 640, height: 360))
            #expect(reader.read(picture.scaled(to: size)) == .stamp(.test(number), .strip))
        }
    }

    @Test(arguments: [(0, 60), (80, 0), (37, 101), (211, 33)])
    func letterboxedPicturesAreRead(x: Int, y: Int) throws {
        var reader = MarkReader()
        let ground = PixelSize(width: 720, height: 480)
        for number in 7..<9 as Range<UInt32> {
            let picture = try TestPicture.marked(.test(number), size: PixelSize(width: 486, height: 240))
            #expect(reader.read(picture.placed(x: x, y: y, in: ground)) == .stamp(.test(number), .strip))
        }
    }

    @Test func aPictureWithoutItsSidesKeepsItsStrips() throws {
        var reader = MarkReader()
        let picture = try TestPicture.marked(.test(7), size: PixelSize(width: 854, height: 480))
        let part = picture.cropped(x: 107, y: 0, to: PixelSize(width: 640, height: 480))
        #expect(reader.read(part) == .stamp(.test(7), .strip))
    }

    @Test func aPictureWhoseStripsAreCroppedAwayIsReadByTheCode() throws {
        var reader = MarkReader()
        for number in 7..<10 as Range<UInt32> {
            let picture = try TestPicture.marked(.test(number), size: PixelSize(width: 854, height: 480))
            let part = picture.cropped(x: 100, y: 60, to: PixelSize(width: 640, height: 360))
            #expect(reader.read(part) == .stamp(.test(number), .qr))
        }
    }

    @Test func invertedPicturesAreRead() throws {
        var reader = MarkReader()
        for number in 7..<10 as Range<UInt32> {
            var picture = try TestPicture.marked(.test(number), size: PixelSize(width: 486, height: 240))
            picture.luma = picture.luma.map { 255 - $0 }
            #expect(reader.read(picture) == .stamp(.test(number), .strip))
        }
    }

    @Test func theSizeMayChangeMidway() throws {
        var reader = MarkReader()
        let sizes = [PixelSize(width: 486, height: 240), PixelSize(width: 640, height: 480)]
        for number in 0..<6 as Range<UInt32> {
            let picture = try TestPicture.marked(.test(number), size: sizes[Int(number) / 2 % 2])
            #expect(reader.read(picture) == .stamp(.test(number), .strip))
        }
    }

    @Test func repeatsRestartsAndJumpsOfWholePicturesAreRead() throws {
        var reader = MarkReader()
        let size = PixelSize(width: 486, height: 240)
        let stamps: [FrameStamp] = [
            .test(50), .test(50), .test(49), .test(51), .test(0, stream: 9), .test(1, stream: 9),
            .test(90_000, stream: 9),
            .test(52),
        ]
        for stamp in stamps {
            #expect(reader.read(try TestPicture.marked(stamp, size: size)).stamp == stamp)
        }
    }

    @Test func damagedStripsLeaveTheCode() throws {
        var reader = MarkReader()
        let size = PixelSize(width: 486, height: 240)
        for number in 7..<10 as Range<UInt32> {
            var picture = try TestPicture.marked(.test(number), size: size)
            for y in 0..<20 {
                for x in 180..<200 {
                    picture.luma[y * size.width + x] = 125
                }
            }
            #expect(reader.read(picture) == .stamp(.test(number), .qr))
        }
    }

    @Test func theFirstLabsTextIsAlwaysRead() throws {
        var reader = MarkReader()
        for number: UInt32 in [3, 99_999, 100_000, .max] {
            let stamp = FrameStamp.test(number)
            let picture = try TestPicture.marked(stamp, size: PixelSize(width: 720, height: 480), format: .dict)
            let expected = FrameStamp(streamID: .foreign, number: stamp.number, time: stamp.time)
            #expect(reader.read(picture) == .stamp(expected, .dict))
        }
    }

    @Test func aPlaneThatCannotBeReadIsSaidSo() {
        var reader = MarkReader()
        let byte = [UInt8](repeating: 0, count: 16)
        byte.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            let planes = [
                PlaneView(base: base, width: 0, height: 4, stride: 4),
                PlaneView(base: base, width: 4, height: 4, stride: 3),
                PlaneView(base: base, width: 4, height: 4, stride: 4, depth: 7),
                PlaneView(base: base, width: 4, height: 4, stride: 4, depth: 10),
                PlaneView(base: base, width: 2, height: 3, stride: 5, depth: 10),
                PlaneView(base: base + 1, width: 2, height: 3, stride: 4, depth: 10),
                PlaneView(base: base, width: 4, height: 4, stride: 1 << 40),
                PlaneView(base: base, width: 20_000, height: 4, stride: 20_000),
            ]
            for plane in planes {
                let text = "the picture's size, stride or depth is beyond what can be read"
                #expect(reader.read(plane) == .unreadable(.noCode, text))
            }
            let smallest = PlaneView(base: base, width: 4, height: 4, stride: 4)
            #expect(reader.read(smallest) == .unreadable(.noCode, "no code was found in the picture"))
        }
    }

    /// In a hurry nothing is searched where no mark was, and a mark is read where it was last.
    @Test func aHurriedReadingLooksOnlyWhereTheMarkWas() throws {
        var reader = MarkReader()
        let ground = PixelSize(width: 1_280, height: 720)
        func picture(_ number: UInt32) throws -> TestPicture {
            try TestPicture.marked(.test(number), size: PixelSize(width: 320, height: 240))
                .placed(x: 800, y: 400, in: ground)
        }
        let first = reader.read(try picture(1), effort: .hurried)
        #expect(first != .stamp(.test(1), .strip) && first != .stamp(.test(1), .qr))
        let thorough = reader.read(try picture(2))
        guard case .stamp(FrameStamp.test(2), _) = thorough else {
            Issue.record("\(thorough)")
            return
        }
        guard case .stamp(FrameStamp.test(3), _) = reader.read(try picture(3), effort: .hurried) else {
            Issue.record("not read where it was")
            return
        }
    }
}
