internal import LabModel
internal import Media

/// A picture that waits to be scored.
struct ScoringJob: Sendable {
    var picture: Picture
    /// Its mark, with number and time.
    var stamp: FrameStamp

    /// How many bytes its picture holds at most: three samples a pixel, of two bytes each where they have more than 8 bits.
    var bytes: Int {
        picture.size.width * picture.size.height * (picture.withLuma(\.depth) > 8 ? 6 : 3)
    }
}
