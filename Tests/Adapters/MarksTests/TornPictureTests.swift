import LabModel
import LabTesting
import Testing

@testable import Marks

@Suite(.heavy) struct TornPictureTests {
    private let size = PixelSize(width: 486, height: 240)

    /// The rows of a step of the mark's grid.
    private func y(_ step: Int) -> Int {
        MarkLayout(size: size).y(step)
    }

    @Test(arguments: [(100, 101), (101, 100), (100, 108), (7, 100)] as [(UInt32, UInt32)])
    func aTearAtAnyRowNeverMixesTwoFrames(above: UInt32, below: UInt32) throws {
        let upper = try TestPicture.marked(.test(above), size: size)
        let lower = try TestPicture.marked(.test(below), size: size)
        let before = try TestPicture.marked(.test(100), size: size)
        for row in 0...size.height {
            var reader = MarkReader()
            #expect(reader.read(before).stamp == .test(100))
            var picture = lower
            picture.takeRows(0..<row, from: upper)
            let reading = reader.read(picture)
            if row <= 1 {
                #expect(reading.stamp == .test(below))
            } else if row >= size.height - 1 {
                #expect(reading.stamp == .test(above))
            } else if row > y(3), row < y(141) {
                #expect(reading.cause == .torn, "row \(row): \(reading)")
            } else {
                let stamp = reading.stamp
                #expect(stamp == nil || stamp == .test(row < size.height / 2 ? below : above), "row \(row): \(reading)")
            }
        }
    }

    @Test(arguments: [PixelSize(width: 320, height: 180), PixelSize(width: 720, height: 480)])
    func tearsOfRandomPicturesNeverGiveAThirdStamp(size: PixelSize) throws {
        var generator = SeededGenerator(seed: 77)
        let layout = MarkLayout(size: size)
        var reader = MarkReader()
        for _ in 0..<60 {
            let stamps = (0..<2).map { _ in
                FrameStamp.test(
                    .random(in: 0...200_000, using: &generator),
                    stream: .random(in: 1...2, using: &generator)
                )
            }
            let row = Int.random(in: 0...size.height, using: &generator)
            var picture = try TestPicture.marked(stamps[1], size: size)
            picture.takeRows(0..<row, from: try TestPicture.marked(stamps[0], size: size))
            let reading = reader.read(picture)
            if row >= layout.y(12), row <= layout.y(132) {
                #expect(reading.cause == .torn, "row \(row): \(reading)")
            } else {
                #expect(reading.stamp.map(stamps.contains) ?? true, "row \(row): \(reading)")
            }
        }
    }

    /// Strips of one frame around the middle of another, with and without damage to the code in the middle.
    @Test(arguments: [(99, 100), (100, 101), (101, 100), (102, 101), (101, 99)] as [(UInt32, UInt32)], [0, 3, 6, 40])
    func stripsOfAnotherFrameThanTheCodeAreNeverBelieved(frames: (UInt32, UInt32), damage: Int) throws {
        let (strips, middle) = frames
        var reader = MarkReader()
        #expect(reader.read(try TestPicture.marked(.test(100), size: size)).stamp == .test(100))
        let around = try TestPicture.marked(.test(strips), size: size)
        var picture = try TestPicture.marked(.test(middle), size: size)
        picture.takeRows(0..<y(12), from: around)
        picture.takeRows(y(132)..<size.height, from: around)
        let layout = MarkLayout(size: size)
        // Grey over as many of the code's modules from its right edge on: 3 and 6 can be corrected, 40 cannot.
        for index in 0..<damage {
            let (row, column) = (10 + index % 12, 24 - index / 12)
            for y in layout.y(47 + 2 * row)..<layout.y(49 + 2 * row) {
                for x in layout.x(47 + 2 * column)..<layout.x(49 + 2 * column) {
                    picture.luma[y * size.width + x] ^= 0xFF
                }
            }
        }
        let reading = reader.read(picture)
        if damage == 40, strips > 100 {
            // The code is lost, and the strips go on: they are whole, and of one frame.
            #expect(reading.stamp == .test(strips) || reading.cause == .torn)
        } else {
            #expect(reading.cause == .torn, "\(reading)")
        }
    }

    @Test(arguments: [UInt8(0), 16, 128, 255])
    func aPictureThatCameHalfNeverGivesAnotherStamp(grey: UInt8) throws {
        let before = try TestPicture.marked(.test(100), size: size)
        let whole = try TestPicture.marked(.test(101), size: size)
        for row in stride(from: 0, through: size.height, by: 9) {
            var reader = MarkReader()
            #expect(reader.read(before).stamp == .test(100))
            var picture = TestPicture(size: size, grey: grey)
            picture.takeRows(0..<row, from: whole)
            let reading = reader.read(picture)
            #expect(reading.stamp == nil || reading.stamp == .test(101))
            #expect(reading.stamp == nil || row > y(80), "row \(row): \(reading)")
        }
    }

    @Test func columnsOfTwoFramesNeverMix() throws {
        let left = try TestPicture.marked(.test(100), size: size)
        let right = try TestPicture.marked(.test(101), size: size)
        let before = try TestPicture.marked(.test(99), size: size)
        for column in stride(from: 122, through: 362, by: 10) {
            var reader = MarkReader()
            #expect(reader.read(before).stamp == .test(99))
            var picture = right
            for row in 0..<size.height {
                let start = row * size.width
                picture.luma.replaceSubrange(start..<start + column, with: left.luma[start..<start + column])
            }
            let reading = reader.read(picture)
            #expect(
                reading.stamp.map { [.test(100), .test(101)].contains($0) } ?? true,
                "column \(column): \(reading)"
            )
        }
    }
}
