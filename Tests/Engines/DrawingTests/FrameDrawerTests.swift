import Content
import Drawing
import Foundation
import LabModel
import LabTesting
import Machine
import Marks
import Media
import Testing

/// Frames as streamers encode them and receivers redraw them.
@Suite struct FrameDrawerTests {
    private static func stamp(_ number: UInt32) -> FrameStamp {
        FrameStamp(
            streamID: StreamID(rawValue: 7),
            number: FrameNumber(number),
            time: WallTime(nanoseconds: 1_800_000_000_000_000_000 + Int64(number) * 40_000_000),
            latenessTicks: 3
        )
    }

    private static func bytes(_ picture: PictureBuffer) -> [UInt8] {
        picture.withPlanes { planes in
            [planes.luma, planes.chromaBlue, planes.chromaRed].flatMap { plane in
                (0..<plane.height).flatMap { row in
                    UnsafeRawBufferPointer(start: UnsafeRawPointer(plane.base) + row * plane.stride, count: plane.width)
                }
            }
        }
    }

    @Test(arguments: PixelSize.imageSizes, MarkFormat.allCases)
    func aFrameIsItsContentUnderItsMark(size: PixelSize, format: MarkFormat) throws {
        let drawer = try FrameDrawer(size: size, content: .drawn(seed: 5), markFormat: format, clock: SystemClock())
        let drawn = try PictureBuffer.make(size: size)
        let expected = try PictureBuffer.make(size: size)
        var renderer = ContentRenderer(seed: 5, size: size)
        var painter = try MarkPainter(size: size, format: format)
        for number: UInt32 in [0, 31] {
            try drawer.draw(Self.stamp(number), into: drawn)
            try expected.withPlanes { planes in
                renderer.render(FrameNumber(number), into: planes)
                try painter.draw(Self.stamp(number), into: planes)
            }
            #expect(Self.bytes(drawn) == Self.bytes(expected))
        }
    }

    @Test(arguments: [PixelSize(width: 486, height: 240), PixelSize(width: 150, height: 194)], MarkFormat.allCases)
    func theMarksAreasHoldAllThatItChanges(size: PixelSize, format: MarkFormat) throws {
        let drawer = try FrameDrawer(size: size, content: .drawn(seed: 5), markFormat: format, clock: SystemClock())
        let marked = try PictureBuffer.make(size: size)
        let plain = try PictureBuffer.make(size: size)
        try drawer.draw(Self.stamp(4), into: marked)
        try drawer.drawContent(4, into: plain)
        #expect(
            drawer.markAreas.allSatisfy { area in
                [area.x, area.y, area.width, area.height].allSatisfy { $0.isMultiple(of: 2) }
                    && area.x + area.width <= size.width && area.y + area.height <= size.height
            }
        )
        let (before, after) = (Self.bytes(plain), Self.bytes(marked))
        var outside = 0
        for index in 0..<size.width * size.height where before[index] != after[index] {
            let (x, y) = (index % size.width, index / size.width)
            let isInside = drawer.markAreas.contains { area in
                (area.x..<area.x + area.width).contains(x) && (area.y..<area.y + area.height).contains(y)
            }
            outside += isInside ? 0 : 1
        }
        #expect(outside == 0)
        #expect(before != after)
    }

    /// A file of some pictures that are all different.
    private func contentFile(_ count: Int, size: PixelSize, in folder: TemporaryFolder) throws -> String {
        let path = folder.file("content.mkv")
        let settings = EncoderSettings(
            codec: .h264,
            size: size,
            frameRate: .usual,
            bitrate: DataRate(bitsPerSecond: 1_000_000),
            gop: .seconds(1)
        )
        let encoder = try VideoEncoder.open(settings)
        let muxer = try StreamMuxer.open(file: path, stream: encoder.stream())
        let picture = try PictureBuffer.make(size: size)
        var renderer = ContentRenderer(seed: 9, size: size)
        for index in 0..<count {
            picture.withPlanes { renderer.render(FrameNumber(UInt32(index) * 20), into: $0) }
            for packet in try encoder.encode(picture, index: Int64(index)) {
                _ = try muxer.write(packet)
            }
        }
        for packet in try encoder.finish() {
            _ = try muxer.write(packet)
        }
        _ = try muxer.finish()
        return path
    }

    @Test func aFilesPicturesComeAgainInEachRoundWhateverTheOrderOfTheFrames() throws {
        let folder = try TemporaryFolder()
        let size = PixelSize(width: 160, height: 160)
        let path = try contentFile(5, size: size, in: folder)
        let drawer = try FrameDrawer(size: size, content: .file(path), markFormat: .qr, clock: SystemClock())
        let picture = try PictureBuffer.make(size: size)
        var round: [[UInt8]] = []
        for number: UInt32 in 0..<5 {
            try drawer.drawContent(FrameNumber(number), into: picture)
            round.append(Self.bytes(picture))
        }
        #expect(Set(round).count == 5)
        for number: UInt32 in [5, 6, 9, 3, 3, 12, 4_000_001, 2, 0] {
            try drawer.drawContent(FrameNumber(number), into: picture)
            #expect(Self.bytes(picture) == round[Int(number % 5)], "frame \(number)")
        }
    }

    @Test func whoComesLateFindsTheSamePicture() throws {
        let folder = try TemporaryFolder()
        let size = PixelSize(width: 160, height: 160)
        let path = try contentFile(4, size: size, in: folder)
        let picture = try PictureBuffer.make(size: size)
        let early = try FrameDrawer(size: size, content: .file(path), markFormat: .dict, clock: SystemClock())
        for number: UInt32 in 0...10 {
            try early.drawContent(FrameNumber(number), into: picture)
        }
        let expected = Self.bytes(picture)
        let late = try FrameDrawer(size: size, content: .file(path), markFormat: .dict, clock: SystemClock())
        try late.drawContent(10, into: picture)
        #expect(Self.bytes(picture) == expected)
    }

    @Test func aDigestIsTheOneThatOthersCompute() throws {
        let folder = try TemporaryFolder()
        try Data("abc".utf8).write(to: URL(filePath: folder.file("a")))
        #expect(
            try ContentDigest.sha256(ofFile: folder.file("a"))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
    }

    @Test func whatCannotBeDrawnIsTold() throws {
        let small = PixelSize(width: 100, height: 100)
        #expect(throws: DrawingError.mark(.pictureTooSmall(small, least: MarkLayout.leastSize))) {
            _ = try FrameDrawer(size: small, content: .drawn(seed: 1), markFormat: .qr, clock: SystemClock())
        }
        let error = DrawingError.unreadable(path: "/x", reason: "No such file")
        #expect("\(error)" == "cannot read the content: No such file: /x. Name a video file that can be read")
        #expect("\(DrawingError.media(.cancelled))" == "cancelled")
        #expect(throws: DrawingError.self) {
            _ = try ContentDigest.sha256(ofFile: "/nowhere/at/all")
        }
    }
}
