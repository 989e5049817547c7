import LabModel
import LabTesting
import Testing

@testable import Marks

/// Foreign marks through a real encoder, at bitrates and sizes that leave little of the picture.
@Suite(.heavy) struct ForeignSurvivalTests {
    private static let frames = 8
    private let size = PixelSize(width: 640, height: 360)
    private let half = PixelSize(width: 320, height: 180)

    private func encoded(
        _ bitrate: String,
        isHalved: Bool = false,
        draw: (inout TestPicture, Int) throws -> Void
    ) throws -> [TestPicture] {
        let pictures = try (0..<Self.frames).map { number in
            var picture = try TestPicture.marked(.test(UInt32(number)), size: size)
            // The lab's own mark is painted over, its moving picture stays around.
            picture.fill(x: 130, y: 0, width: 380, height: 360, level: 90)
            try draw(&picture, number)
            return picture
        }
        let (filter, received) = isHalved ? ("scale=320:180", half) : ("null", size)
        let rate = "-b:v \(bitrate) -maxrate \(bitrate) -bufsize \(bitrate)"
        return try EncodedPictures.through(pictures, encoder: rate, filter: filter, received: received)
    }

    private func expect(_ pictures: [TestPicture], _ kind: MarkKind, _ stamp: (Int) -> FrameStamp?) {
        var reader = MarkReader()
        for (number, picture) in pictures.enumerated() {
            let reading = reader.read(picture)
            #expect(reading.route == .foreign(kind), "picture \(number): \(reading)")
            #expect(reading.stamp == stamp(number))
        }
    }

    @Test(arguments: [("400k", false), ("1000k", true)])
    func testContentOfWaveWhiteOnBlack(bitrate: String, isHalved: Bool) throws {
        let places = [(150, 30), (330, 30), (330, 190), (150, 190)]
        let pictures = try encoded(bitrate, isHalved: isHalved) { picture, number in
            picture.fill(x: 130, y: 0, width: 380, height: 360, level: 16)
            let (x, y) = places[number % 4]
            let text =
                "A1;00:00:00.\(String(1_000 + number * 33).dropFirst());\(String(10_000_000 + number).dropFirst());30"
            try picture.drawCode(text, x: x, y: y, module: 4, isNegated: true)
        }
        expect(pictures, .wave) { MarkKind.wave.stamp(number: UInt32($0), time: nil) }
    }

    @Test(arguments: [("300k", false), ("1000k", true)])
    func barCodes(bitrate: String, isHalved: Bool) throws {
        let pictures = try encoded(bitrate, isHalved: isHalved) { picture, number in
            picture.drawBars(UInt64(7_000 + number), x: 170, y: 100, module: isHalved ? 3 : 2, height: 80)
        }
        expect(pictures, .upc) { MarkKind.upc.stamp(number: UInt32(7_000 + $0), time: nil) }
    }

    @Test(arguments: [("600k", false), ("2000k", true)])
    func binaryClocks(bitrate: String, isHalved: Bool) throws {
        let pictures = try encoded(bitrate, isHalved: isHalved) { picture, number in
            picture.drawClock(.clock(UInt64(number + 1)))
        }
        expect(pictures, .clockRows) { number in
            let time = Int64([UInt64].clock(UInt64(number + 1))[5])
            return MarkKind.clockRows.stamp(number: nil, time: WallTime(nanoseconds: time))
        }
    }
}
