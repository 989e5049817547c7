import LabModel
import LabTesting
import Testing

@testable import Marks

@Suite(.heavy) struct ClockRowsReaderTests {
    private static let ground: TestPicture = {
        var generator = SeededGenerator(seed: 51)
        var picture = TestPicture(size: PixelSize(width: 640, height: 360))
        picture.luma = picture.luma.map { _ in .random(in: 60...180, using: &generator) }
        return picture
    }()

    private func picture(_ number: UInt64, isNegated: Bool = false) -> TestPicture {
        var picture = Self.ground
        picture.drawClock(.clock(number), isNegated: isNegated)
        return picture
    }

    private func time(_ number: UInt64) -> Int64 {
        Int64([UInt64].clock(number)[5])
    }

    @Test(arguments: [false, true])
    func everyPictureIsReadInBothPolarities(isNegated: Bool) {
        var reader = MarkReader()
        for number in 0..<6 as Range<UInt64> {
            let reading = reader.read(picture(number, isNegated: isNegated), effort: number < 1 ? .thorough : .hurried)
            #expect(reading.stamp?.time?.nanoseconds == time(number))
            #expect(reading.stamp?.number == nil && reading.route == .foreign(.clockRows))
        }
    }

    @Test(arguments: [
        PixelSize(width: 320, height: 180), PixelSize(width: 426, height: 240), PixelSize(width: 854, height: 480),
        PixelSize(width: 1280, height: 720), PixelSize(width: 480, height: 360),
    ])
    func scaledPicturesAreRead(size: PixelSize) {
        var reader = MarkReader()
        for number in 3..<5 as Range<UInt64> {
            let reading = reader.read(picture(number).scaled(to: size))
            #expect(reading.stamp?.time?.nanoseconds == time(number), "\(reading)")
        }
    }

    @Test func aPictureOfTwoFramesIsTorn() {
        var reader = MarkReader()
        #expect(reader.read(picture(1)).stamp != nil)
        var torn = picture(2)
        // The last row alone belongs to the frame before.
        torn.takeRows(200 - 4..<360, from: picture(1))
        let reading = reader.read(torn)
        #expect(reading.cause == .torn, "\(reading)")
        #expect(reader.read(picture(3)).stamp?.time?.nanoseconds == time(3))
    }

    @Test func aSteppedClockIsBelievedAfterSomePictures() {
        var reader = MarkReader()
        let step: UInt64 = 5_000_000_000
        #expect(reader.read(picture(1)).stamp != nil)
        var read: [Bool] = []
        for number in 2..<7 as Range<UInt64> {
            var rows = [UInt64].clock(number)
            rows[5] += step
            var picture = Self.ground
            picture.drawClock(rows)
            let stamp = reader.read(picture).stamp
            #expect(stamp == nil || stamp?.time?.nanoseconds == time(number) + Int64(step))
            read.append(stamp != nil)
        }
        #expect(read == [false, false, true, true, true])
    }

    @Test func unclearCellsAreNoTime() {
        var reader = MarkReader()
        #expect(reader.read(picture(1)).stamp != nil)
        var generator = SeededGenerator(seed: 52)
        for number in 2..<40 as Range<UInt64> {
            var damaged = picture(number)
            for _ in 0..<6 {
                let x = Int.random(in: 60..<560, using: &generator)
                let y = Int.random(in: 150..<200, using: &generator)
                damaged.fill(x: x, y: y, width: 14, height: 10, level: .random(in: 0...255, using: &generator))
            }
            let reading = reader.read(damaged, effort: .hurried)
            #expect(reading.stamp == nil || reading.stamp?.time?.nanoseconds == time(number), "\(reading)")
        }
    }

    @Test func noiseAndFlatPicturesHaveNoClock() {
        var generator = SeededGenerator(seed: 53)
        var reader = ClockRowsReader()
        for round in 0..<6 {
            var picture = TestPicture(size: PixelSize(width: 640, height: 360))
            picture.luma = picture.luma.map { _ in
                let noise = UInt8.random(in: 0...255, using: &generator)
                return round == 0 ? 90 : round % 2 == 0 ? noise : noise < 128 ? 16 : 235
            }
            let outcome = picture.luma.withUnsafeBytes { bytes in
                bytes.baseAddress.flatMap {
                    reader.find(PlaneView(base: $0, width: 640, height: 360, stride: 640))
                }
            }
            #expect(outcome == nil)
        }
        #expect(!reader.isTracking)
    }
}
