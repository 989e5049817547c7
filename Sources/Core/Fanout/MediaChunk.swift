public import LabModel

/// A piece of muxed media, as it is sent to every viewer: the access unit of one frame.
public struct MediaChunk: Sendable {
    /// The bytes; shared by all viewers, never copied for one.
    public let bytes: [UInt8]
    /// Whether a viewer can begin with this piece.
    public let isKeyframe: Bool
    /// The frame that the piece holds.
    public let frame: FrameNumber
    /// When the piece was ready to be sent, by the clock that the broadcaster is asked with.
    public let instant: MonotonicTime

    /// Makes a piece; each argument is the property of its name.
    public init(bytes: [UInt8], isKeyframe: Bool, frame: FrameNumber, instant: MonotonicTime) {
        self.bytes = bytes
        self.isKeyframe = isKeyframe
        self.frame = frame
        self.instant = instant
    }
}
