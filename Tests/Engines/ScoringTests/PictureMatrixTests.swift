import Foundation
import LabModel
import LabTesting
import Machine
import Media
import Testing

@testable import Scoring

/// Pictures whose stream names another matrix than BT.709: the same colours, as they are compared.
@Suite struct PictureMatrixTests {
    private static let size = PixelSize(width: 32, height: 16)
    /// Red, green and blue from 0 to 1: a grey, skin, and strong colours that all of the matrices can show.
    private static let colours = [
        [0.5, 0.5, 0.5], [0.8, 0.6, 0.5], [0.9, 0.1, 0.1], [0.1, 0.85, 0.2], [0.1, 0.1, 0.9], [0.9, 0.9, 0.1],
    ]

    /// How much red and blue weigh in luma.
    struct Weights: Sendable {
        var red: Double
        var blue: Double

        static let bt709 = Weights(red: 0.2126, blue: 0.0722)
        static let bt601 = Weights(red: 0.299, blue: 0.114)
        static let bt2020 = Weights(red: 0.2627, blue: 0.0593)
        static let smpte240 = Weights(red: 0.212, blue: 0.087)

        /// A colour's levels in limited range.
        func levels(_ colour: [Double]) -> [Double] {
            let luma = red * colour[0] + (1 - red - blue) * colour[1] + blue * colour[2]
            return [
                16 + 219 * luma, 128 + 224 * (colour[2] - luma) / (2 * (1 - blue)),
                128 + 224 * (colour[0] - luma) / (2 * (1 - red)),
            ]
        }
    }

    /// A lossless file of one flat picture, whose stream names a matrix.
    private func picture(_ levels: [Int], matrix: String, in folder: TemporaryFolder) async throws -> Picture {
        var raw = Data()
        for (level, count) in zip(levels, [32 * 16, 16 * 8, 16 * 8]) {
            raw += Data(repeating: UInt8(level), count: count)
        }
        try raw.write(to: URL(filePath: folder.file("picture.yuv")))
        let made = try await BuiltExecutable.shell(
            "ffmpeg -nostdin -v error -y -f rawvideo -pix_fmt yuv420p -s \(Self.size) -i picture.yuv -c:v ffv1"
                + " -colorspace \(matrix) -color_range tv picture.mkv",
            in: folder.path
        )
        try #require(made.exitCode == 0, "\(made.errors)")
        let picture = try #require(try PictureFile(folder.file("picture.mkv"), clock: SystemClock()).next())
        try #require(picture.colour == "\(matrix) tv")
        return picture
    }

    @Test(
        arguments: [
            ("smpte170m", Weights.bt601), ("bt470bg", .bt601), ("bt2020nc", .bt2020), ("smpte240m", .smpte240),
            ("bt709", .bt709),
        ]
    )
    func coloursStayTheSame(matrix: String, weights: Weights) async throws {
        let folder = try TemporaryFolder()
        let fitter = try PictureFitter.make(.own(Self.size))
        for colour in Self.colours {
            let levels = weights.levels(colour).map { Int($0.rounded()) }
            let expected = Weights.bt709.levels(colour)
            let found = try fitter.fit(try await picture(levels, matrix: matrix, in: folder)) { view in
                [view.luma, view.chromaBlue, view.chromaRed].map { Set(PlantedStream.bytes($0)).sorted() }
            }
            for (plane, level) in zip(found, expected) {
                #expect(plane.allSatisfy { abs(Double($0) - level) <= 2 }, "\(levels): \(found), not \(expected)")
            }
        }
    }
}
