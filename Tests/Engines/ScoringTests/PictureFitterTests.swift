import Foundation
import LabModel
import LabTesting
import Machine
import Media
import Testing

@testable import Scoring

/// Received pictures of other ranges, depths and sizes, as they are compared.
@Suite struct PictureFitterTests {
    private static let size = PixelSize(width: 32, height: 16)

    /// A file of one picture with plain planes: raw video with a line that says what it is.
    private func picture(
        _ words: String,
        bytesEach: Int = 1,
        levels: [Int],
        in folder: TemporaryFolder
    ) throws -> Picture {
        let path = folder.file("picture.y4m")
        var data = Data("YUV4MPEG2 W32 H16 F25:1 Ip A1:1 \(words)\nFRAME\n".utf8)
        for (plane, level) in levels.enumerated() {
            let count = plane == 0 ? 32 * 16 : 16 * 8
            for _ in 0..<count {
                data.append(UInt8(level & 255))
                if bytesEach == 2 {
                    data.append(UInt8(level >> 8))
                }
            }
        }
        try data.write(to: URL(filePath: path))
        return try #require(try PictureFile(path, clock: SystemClock()).next())
    }

    /// The three planes' levels, each of which must be one.
    private func levels(_ picture: Picture, size: PixelSize = Self.size) throws -> [[Int]] {
        try PictureFitter.make(.own(size)).fit(picture) { view in
            [view.luma, view.chromaBlue, view.chromaRed].map { plane in
                Set(PlantedStream.bytes(plane).map(Int.init)).sorted()
            }
        }
    }

    @Test func whatNamesNothingIsTakenAsItIs() throws {
        let folder = try TemporaryFolder()
        #expect(try levels(picture("C420mpeg2", levels: [7, 200, 90], in: folder)) == [[7], [200], [90]])
    }

    @Test(arguments: [0, 40, 128, 255]) func fullRangeBecomesLimited(luma: Int) throws {
        let folder = try TemporaryFolder()
        let picture = try picture("C420jpeg XCOLORRANGE=FULL", levels: [luma, 255, 1], in: folder)
        let found = try levels(picture)
        let expected = 16 + Double(luma) * 219 / 255
        #expect(found[0].count == 1 && abs(Double(found[0][0]) - expected) <= 1, "\(found)")
        #expect(found[1].allSatisfy { abs($0 - 240) <= 1 } && found[2].allSatisfy { abs($0 - 16) <= 1 }, "\(found)")
    }

    @Test(arguments: [(401, 100), (402, 101), (403, 101), (1_022, 255), (3, 1)])
    func tenBitsAreRoundedToEight(deep: Int, plain: Int) throws {
        let folder = try TemporaryFolder()
        let levels = [deep, 512, deep]
        let picture = try picture("C420p10 XYSCSS=420P10", bytesEach: 2, levels: levels, in: folder)
        #expect(try self.levels(picture) == [[plain], [128], [plain]])
        // Scaled pictures too.
        #expect(try self.levels(picture, size: PixelSize(width: 64, height: 32)) == [[plain], [128], [plain]])
    }

    @Test(arguments: [(0, 0), (1_023, 255), (512, 128), (300, 75)])
    func tenBitsOfFullRangeAreRoundedToEight(deep: Int, plain: Int) throws {
        let folder = try TemporaryFolder()
        let like = try self.picture("C420jpeg XCOLORRANGE=FULL", levels: [1, 2, 3], in: folder)
        let picture = try picture(
            "C420p10 XYSCSS=420P10 XCOLORRANGE=FULL",
            bytesEach: 2,
            levels: [deep, 512, 512],
            in: folder
        )
        let found = try PictureFitter.make(PictureForm(of: like)).fit(picture) { PlantedStream.bytes($0.luma) }
        #expect(Set(found) == [UInt8(plain)])
    }

    @Test func aDeepFormIsBlackToo() throws {
        let folder = try TemporaryFolder()
        for (words, expected) in [("", [64, 512]), (" XCOLORRANGE=FULL", [0, 512])] {
            let like = try picture("C420p10 XYSCSS=420P10\(words)", bytesEach: 2, levels: [5, 6, 7], in: folder)
            let fitter = try PictureFitter.make(PictureForm(of: like))
            #expect(fitter.form.depth == 10 && fitter.isFit(like))
            let found = try fitter.black { view in
                [view.luma, view.chromaRed].map { plane in
                    Set(
                        (0..<plane.height).flatMap { row in
                            (0..<plane.width).map { column in
                                let sample = plane.base + row * plane.stride + 2 * column
                                return Int(UInt16(littleEndian: sample.loadUnaligned(as: UInt16.self)))
                            }
                        }
                    )
                }
            }
            #expect(found == expected.map { [$0] })
        }
    }

    @Test func sidesHaveALimit() throws {
        #expect(throws: MediaError.self) { try PictureFitter.make(.own(PixelSize(width: 8_193, height: 16))) }
        #expect(throws: MediaError.self) { try PictureFitter.make(.own(PixelSize(width: 16, height: 0))) }
    }

    /// A file of one picture without a luma plane of its own, as libav's tool makes it from raw samples.
    private func packed(
        _ format: String,
        _ colours: String,
        bytes: [UInt8],
        in folder: TemporaryFolder
    ) async throws
        -> Picture
    {
        let raw = (0..<32 * 16 * (format == "rgb24" ? 3 : 2)).map { bytes[$0 % bytes.count] }
        try Data(raw).write(to: URL(filePath: folder.file("raw")))
        let made = try await BuiltExecutable.shell(
            "ffmpeg -nostdin -v error -y -f rawvideo -pix_fmt \(format) -s 32x16 -i raw -c:v rawvideo \(colours) packed.nut",
            in: folder.path
        )
        try #require(made.exitCode == 0, "\(made.errors)")
        return try #require(try PictureFile(folder.file("packed.nut"), clock: SystemClock()).next())
    }

    @Test(arguments: ["", "-colorspace bt709", "-colorspace smpte170m"])
    func packedSamplesKeepTheirColours(colours: String) async throws {
        let folder = try TemporaryFolder()
        let picture = try await packed("yuyv422", colours, bytes: [120, 90, 120, 200], in: folder)
        #expect(picture.pixelFormat == "yuyv422")
        let found = try PictureFitter.make(PictureForm(of: picture)).fit(picture) { view in
            [view.luma, view.chromaBlue, view.chromaRed].map { Set(PlantedStream.bytes($0)) }
        }
        #expect(found == [[120], [90], [200]])
        if !colours.contains("smpte170m") {
            #expect(try levels(picture) == [[120], [90], [200]])
        }
    }

    @Test func rgbBecomesTheLabsOwnColours() async throws {
        let folder = try TemporaryFolder()
        let (red, green, blue) = (200.0, 30.0, 60.0)
        let picture = try await packed("rgb24", "", bytes: [200, 30, 60], in: folder)
        #expect(picture.pixelFormat == "rgb24" && picture.colour == "bt709 tv")
        let luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
        let expected = [
            16 + luma * 219 / 255, 128 + (blue - luma) / 1.8556 * 224 / 255, 128 + (red - luma) / 1.5748 * 224 / 255,
        ]
        for (found, wanted) in zip(try levels(picture), expected) {
            #expect(found.allSatisfy { abs(Double($0) - wanted) <= 1 }, "\(found) \(wanted)")
        }
    }

    @Test func anotherSizeIsScaled() throws {
        let folder = try TemporaryFolder()
        let picture = try picture("C420mpeg2", levels: [100, 110, 120], in: folder)
        #expect(try levels(picture, size: PixelSize(width: 64, height: 32)) == [[100], [110], [120]])
        #expect(try levels(picture, size: PixelSize(width: 48, height: 24)) == [[100], [110], [120]])
    }

    @Test func blackIsLimitedRangesBlack() throws {
        let found = try PictureFitter.make(.own(Self.size)).black { view in
            [view.luma, view.chromaBlue, view.chromaRed].map { Set(PlantedStream.bytes($0)) }
        }
        #expect(found == [[16], [128], [128]])
    }
}
