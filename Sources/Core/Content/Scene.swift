/// What moves in the picture, and how: three bands of background and three discs before them.
///
/// Positions count in half samples of luma, so that every other frame of a slow band lies between samples, as it does
/// in pictures from a camera.
enum Scene {
    /// One band of the background, from one eighth of the height to another.
    struct Band {
        /// Where the band ends, in eighths of the height.
        var endEighth: Int
        var octaves: [Texture.Octave]
        /// The samples of the texture, before grain or gradient are added.
        var luma: ClosedRange<Int>
        var chromaBlue: ClosedRange<Int>
        var chromaRed: ClosedRange<Int>
        /// Half samples to the left in each frame; negative moves to the right.
        var speed: Int
        /// Frames for each row of movement upwards; 0 stands still.
        var framesPerRow: Int
        /// Grain that changes with each frame, or else a smooth gradient down the band.
        var hasGrain: Bool
    }

    /// One disc: its size and speed as parts of the picture's height, and its colour.
    struct Disc {
        /// The height divided by this is the radius.
        var radiusPart: Int
        /// Half samples a frame, across and down.
        var speed: (x: Int, y: Int)
        var luma: ClosedRange<Int>
        var chromaBlue: UInt8
        var chromaRed: UInt8
    }

    /// Grain is added to a texture: 0 up to this, less one; a power of two.
    static let grainLevels = 4
    /// What the gradient adds at the bottom of its band.
    static let gradientSpan = 96

    /// Sky, hills and ground, from the top.
    static let bands = [
        Band(
            endEighth: 3,
            octaves: [.init(cell: 128, weight: 3), .init(cell: 64, weight: 1)],
            luma: 48...128,
            chromaBlue: 132...168,
            chromaRed: 88...124,
            speed: 1,
            framesPerRow: 0,
            hasGrain: false
        ),
        Band(
            endEighth: 5,
            octaves: [.init(cell: 64, weight: 4), .init(cell: 16, weight: 3), .init(cell: 4, weight: 1)],
            luma: 32...176,
            chromaBlue: 96...136,
            chromaRed: 104...152,
            speed: 3,
            framesPerRow: 0,
            hasGrain: true
        ),
        Band(
            endEighth: 8,
            octaves: [.init(cell: 32, weight: 3), .init(cell: 8, weight: 2), .init(cell: 4, weight: 1)],
            luma: 40...200,
            chromaBlue: 80...128,
            chromaRed: 120...176,
            speed: -5,
            framesPerRow: 2,
            hasGrain: true
        ),
    ]

    /// The discs, the farthest first.
    static let discs = [
        Disc(radiusPart: 9, speed: (x: 7, y: 3), luma: 150...220, chromaBlue: 70, chromaRed: 170),
        Disc(radiusPart: 12, speed: (x: -11, y: 5), luma: 40...110, chromaBlue: 190, chromaRed: 100),
        Disc(radiusPart: 16, speed: (x: 5, y: -9), luma: 90...190, chromaBlue: 110, chromaRed: 60),
    ]

    /// A point that runs to and fro between 0 and `span`: where it is after `distance`.
    static func bounce(_ distance: Int, within span: Int) -> Int {
        guard span > 0 else { return 0 }
        let period = 2 * span
        let place = ((distance % period) + period) % period
        return min(place, period - place)
    }
}
