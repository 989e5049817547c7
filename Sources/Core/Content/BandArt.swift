internal import LabModel

/// The textures of one band of the background, ready to be copied from.
struct BandArt: Sendable {
    let scene: Scene.Band
    private let luma: Texture
    private let chromaBlue: Texture
    private let chromaRed: Texture

    private static let period = 512
    private static let rows = 128

    init(_ scene: Scene.Band, seed: UInt32, size: PixelSize) {
        self.scene = scene
        luma = Texture(
            seed: seed,
            octaves: scene.octaves,
            range: scene.luma,
            period: Self.period,
            rows: Self.rows,
            reach: size.width
        )
        let colour = { (index: UInt32, range: ClosedRange<Int>) in
            Texture(
                seed: IntegerHash.mix(seed, index, 5),
                octaves: [.init(cell: 32, weight: 2), .init(cell: 16, weight: 1)],
                range: range,
                period: Self.period / 2,
                rows: Self.rows / 2,
                reach: (size.width + 1) / 2
            )
        }
        chromaBlue = colour(0, scene.chromaBlue)
        chromaRed = colour(1, scene.chromaRed)
    }

    /// Draws one row of luma: the texture where it is at this frame, plus what is added to each sample.
    func drawLumaRow(
        _ y: Int,
        frame: Int,
        adding added: UnsafePointer<UInt8>,
        into target: UnsafeMutablePointer<UInt8>,
        count: Int
    ) {
        let place = frame &* scene.speed
        luma.withRow(y + risen(at: frame), from: place >> 1) { first in
            PixelRows.blend(first, first + (place & 1), plus: added, into: target, count: count)
        }
    }

    /// Draws rows of both chroma planes, to the nearest whole sample.
    func drawChroma(rows: Range<Int>, frame: Int, into picture: MutablePictureView) {
        let offset = (frame &* scene.speed) >> 2
        let rise = risen(at: frame) >> 1
        for y in rows {
            chromaBlue.withRow(y + rise, from: offset) { source in
                picture.chromaBlue.row(y).update(from: source, count: picture.chromaBlue.width)
            }
            chromaRed.withRow(y + rise, from: offset) { source in
                picture.chromaRed.row(y).update(from: source, count: picture.chromaRed.width)
            }
        }
    }

    private func risen(at frame: Int) -> Int {
        scene.framesPerRow == 0 ? 0 : frame / scene.framesPerRow
    }
}
