public import LabModel

/// Draws the deterministic moving picture: a pure function of seed, size and frame number.
///
/// The same version draws the same bytes on every machine, so that a receiver can redraw what was sent.
public struct ContentRenderer: Sendable {
    /// The version of the picture, as the stream's description names it; any change of a drawn byte is a new version.
    public static let version = 1

    /// The size that is drawn.
    public let size: PixelSize

    let seed: UInt32
    let bands: [BandArt]
    let discs: [DiscArt]
    /// Random small numbers; each row of each frame begins somewhere else in them.
    private let grain: [UInt8]
    /// What a band's gradient adds to a row: one value, repeated.
    private var gradientRow: [UInt8]

    private static let grainStarts = 1 << 15

    /// Prepares the textures of a seed for a size; costs some milliseconds and a few hundred kilobytes.
    public init(seed: UInt32, size: PixelSize) {
        self.seed = seed
        self.size = size
        bands = Scene.bands.enumerated().map { index, band in
            BandArt(band, seed: IntegerHash.mix(seed, UInt32(index), 2), size: size)
        }
        discs = Scene.discs.enumerated().map { index, disc in
            DiscArt(disc, seed: IntegerHash.mix(seed, UInt32(index), 3), size: size)
        }
        let mask = UInt32(Scene.grainLevels - 1)
        grain = (0..<Self.grainStarts + size.width).map { UInt8(IntegerHash.mix(seed, UInt32($0), 4) >> 24 & mask) }
        gradientRow = [UInt8](repeating: 0, count: size.width)
    }

    /// Draws a frame into a picture of the renderer's size; a picture of another size is left alone.
    ///
    /// Luma keeps to 16...235 and chroma to 16...240, so that the picture is valid in limited range.
    public mutating func render(_ number: FrameNumber, into picture: MutablePictureView) {
        let chroma = PixelSize(width: (size.width + 1) / 2, height: (size.height + 1) / 2)
        guard picture.luma.readOnly.size == size, picture.chromaBlue.readOnly.size == chroma,
            picture.chromaRed.readOnly.size == chroma
        else { return }
        let frame = Int(number.rawValue)
        var startEighth = 0
        for band in bands {
            let rows = size.height * startEighth / 8..<size.height * band.scene.endEighth / 8
            drawLuma(of: band, rows: rows, frame: frame, into: picture.luma)
            let chromaRows = (rows.lowerBound + 1) / 2..<(rows.upperBound + 1) / 2
            band.drawChroma(rows: chromaRows, frame: frame, into: picture)
            startEighth = band.scene.endEighth
        }
        for disc in discs {
            disc.draw(frame: frame, into: picture)
        }
        NumberText(size: size).draw(number, into: picture)
    }

    private mutating func drawLuma(of band: BandArt, rows: Range<Int>, frame: Int, into luma: MutablePlaneView) {
        for y in rows {
            let target = luma.row(y)
            if band.scene.hasGrain {
                let start = IntegerHash.mix(seed, UInt32(truncatingIfNeeded: frame), UInt32(y))
                let offset = Int(start) & (Self.grainStarts - 1)
                grain.withUnsafeBufferPointer { buffer in
                    guard let base = buffer.baseAddress else { return }
                    band.drawLumaRow(y, frame: frame, adding: base + offset, into: target, count: size.width)
                }
            } else {
                let level = UInt8((y - rows.lowerBound) * Scene.gradientSpan / rows.count)
                gradientRow.withUnsafeMutableBufferPointer { buffer in
                    guard let base = buffer.baseAddress else { return }
                    base.update(repeating: level, count: buffer.count)
                    band.drawLumaRow(y, frame: frame, adding: base, into: target, count: size.width)
                }
            }
        }
    }
}

extension MutablePlaneView {
    /// The first sample of a row.
    func row(_ y: Int) -> UnsafeMutablePointer<UInt8> {
        (base + y * stride).assumingMemoryBound(to: UInt8.self)
    }
}
