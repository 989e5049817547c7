internal import LabModel
internal import Media

/// Where drawn pictures go that are encoded once more: smaller renditions, single pictures.
///
/// As with ``FrameOutlet`` no call blocks or throws. Pictures come after all frame outlets took the encoded frame.
protocol PictureOutlet: Sendable {
    /// Whether the next picture is wanted: a picture that nobody wants costs nothing.
    var wantsPicture: Bool { get }

    /// A picture was drawn, marked and encoded; its memory is not drawn into while it is kept, so it must not be kept long.
    func take(_ picture: DrawnPicture)

    /// No more pictures come; called once. Returns at once.
    func finish()
}

/// A marked picture, as the encoder got it.
struct DrawnPicture: Sendable {
    /// The picture.
    var picture: SharedPicture
    /// Its presentation time in frame periods from the stream's start.
    var tick: Int64
    /// The frame's number, as its mark says it.
    var number: FrameNumber
    /// When its drawing began, as its mark says it.
    var stamp: WallTime
    /// When its tick came due: the stamp without its lateness.
    var due: WallTime
    /// Whether the main encoder made a keyframe of it.
    var isKeyframe: Bool
    /// The sound that goes with the frame.
    var sound: [SoundPacket] = []
}
