import Foundation
import LabModel
import LabTesting
import Machine
import Testing

@testable import Media

/// Scaled pictures beside the same in exact numbers.
@Suite struct ScalerTests {
    private static let sizes = (from: PixelSize(width: 128, height: 96), to: PixelSize(width: 64, height: 48))

    /// Noise: nothing that rounding to one side could hide in.
    private func noise() throws -> (picture: PictureBuffer, luma: [[Double]]) {
        var random = SeededGenerator(seed: 5)
        let size = Self.sizes.from
        let luma = (0..<size.height).map { _ in (0..<size.width).map { _ in UInt8.random(in: 60...180, using: &random) }
        }
        let picture = try PictureBuffer.make(size: size)
        picture.withPlanes { planes in
            for (plane, isLuma) in [(planes.luma, true), (planes.chromaBlue, false), (planes.chromaRed, false)] {
                for row in 0..<plane.height {
                    let line = (plane.base + row * plane.stride).assumingMemoryBound(to: UInt8.self)
                    for column in 0..<plane.width {
                        line[column] = isLuma ? luma[row][column] : 128
                    }
                }
            }
        }
        return (picture, luma.map { $0.map(Double.init) })
    }

    private func luma(_ picture: PictureBuffer) -> [[UInt8]] {
        picture.withPlanes { planes in
            (0..<planes.luma.height).map { row in
                Array(
                    UnsafeRawBufferPointer(
                        start: planes.luma.base + row * planes.luma.stride,
                        count: picture.size.width
                    )
                )
            }
        }
    }

    /// Halves a line by libswscale's bicubic kernel (B 0, C 0.6), samples outside being those of the edge.
    private func half(_ line: [Double]) -> [Double] {
        let kernel = { (distance: Double) -> Double in
            let (x, c) = (abs(distance), 0.6)
            if x < 1 { return ((12 - 6 * c) * x * x * x + (-18 + 6 * c) * x * x + 6) / 6 }
            return x < 2 ? (-6 * c * x * x * x + 30 * c * x * x - 48 * c * x + 24 * c) / 6 : 0
        }
        return (0..<line.count / 2).map { place in
            let centre = Double(place) * 2 + 0.5
            let taps = (2 * place - 3)...(2 * place + 4)
            let weights = taps.map { kernel((Double($0) - centre) / 2) }
            let sum = zip(taps, weights).reduce(0) { $0 + line[min(line.count - 1, max(0, $1.0))] * $1.1 }
            return sum / weights.reduce(0, +)
        }
    }

    @Test func samplesAreRoundedAsExactNumbersAre() throws {
        let (picture, source) = try noise()
        let target = try PictureBuffer.make(size: Self.sizes.to)
        try Scaler().scale(picture.share(), into: target)
        let narrow = source.map(half)
        let columns = (0..<Self.sizes.to.width).map { column in half(narrow.map { $0[column] }) }
        var (bias, most) = (0.0, 0.0)
        for (row, line) in luma(target).enumerated() {
            for (column, sample) in line.enumerated() {
                let error = Double(sample) - columns[column][row]
                bias += error
                most = max(most, abs(error))
            }
        }
        bias /= Double(Self.sizes.to.width * Self.sizes.to.height)
        #expect(abs(bias) < 0.02 && most < 0.7, "\(bias) \(most)")
    }

    @Test(arguments: [(0, 16), (255, 235), (128, 126)]) func fullRangeBecomesLimited(level: Int, expected: Int) throws {
        let folder = try TemporaryFolder()
        var data = Data("YUV4MPEG2 W32 H16 F25:1 Ip A1:1 C420jpeg XCOLORRANGE=FULL\nFRAME\n".utf8)
        data += Data(repeating: UInt8(level), count: 32 * 16) + Data(repeating: 128, count: 32 * 8)
        try data.write(to: URL(filePath: folder.file("full.y4m")))
        let target = try PictureBuffer.make(size: PixelSize(width: 64, height: 32))
        let reader = try ContentFileReader.open(
            folder.file("full.y4m"),
            size: target.size,
            clock: SystemClock(),
            interrupt: Interrupt()
        )
        try reader.draw(into: target)
        #expect(Set(luma(target).joined()).allSatisfy { abs(Int($0) - expected) <= 1 }, "\(Set(luma(target).joined()))")
    }

    @Test func deepSamplesAreRounded() throws {
        let folder = try TemporaryFolder()
        var data = Data("YUV4MPEG2 W32 H16 F25:1 Ip A1:1 C420p10 XYSCSS=420P10\nFRAME\n".utf8)
        for level in Array(repeating: 403, count: 32 * 16) + Array(repeating: 512, count: 32 * 8) {
            data += Data([UInt8(level & 255), UInt8(level >> 8)])
        }
        try data.write(to: URL(filePath: folder.file("deep.y4m")))
        let target = try PictureBuffer.make(size: PixelSize(width: 32, height: 16))
        let reader = try ContentFileReader.open(
            folder.file("deep.y4m"),
            size: target.size,
            clock: SystemClock(),
            interrupt: Interrupt()
        )
        try reader.draw(into: target)
        #expect(Set(luma(target).joined()) == [101])
    }
}
