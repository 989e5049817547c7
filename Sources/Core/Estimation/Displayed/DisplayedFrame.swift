public import LabModel

/// A frame that was sent, and what was displayed when it was due.
public struct DisplayedFrame: Hashable, Sendable {
    /// What the frame's mark says; of a frame that no picture showed, its stream, number and interpolated time.
    public var stamp: FrameStamp
    /// The number of the picture that was displayed; nil for black, before the first one.
    public var shown: FrameNumber?

    /// Puts a frame and what was displayed together.
    public init(stamp: FrameStamp, shown: FrameNumber?) {
        self.stamp = stamp
        self.shown = shown
    }
}
