public import LabModel

/// One coded frame of a live stream as an origin serves it.
public struct LiveFrame: Hashable, Sendable {
    /// What is served of it: in fragmented MP4 its `moof` and `mdat`, in TS its packets.
    ///
    /// Kept as it is, never joined.
    public var bytes: [UInt8]
    /// How long it is shown: the stream's period, whatever happened to the ticks.
    public var duration: Latency
    /// Whether a decoder can begin with it.
    public var isKeyframe: Bool
    /// When it was due, by the wall clock: what a segment that begins with it tells as its program time.
    public var time: WallTime

    /// Makes a frame; each argument is the property of its name.
    public init(bytes: [UInt8], duration: Latency, isKeyframe: Bool, time: WallTime) {
        self.bytes = bytes
        self.duration = duration
        self.isKeyframe = isKeyframe
        self.time = time
    }
}
