/// What was observed of one frame: an access unit that arrived, the picture it became, and what its mark said.
///
/// All instants are the receiver's clock, but for the stamp's own.
public struct Sample: Hashable, Sendable {
    /// Which epoch of the run it belongs to, from 0: a new stream id or a jump of presentation time starts another.
    public var epoch: UInt16
    /// What the mark said; nil where it was unreadable or the access unit gave no picture.
    public var stamp: FrameStamp?
    /// Why the mark could not be read; nil where it could, and where there was no picture.
    public var unreadable: UnreadableCause?
    /// When the access unit's last byte was read; nil for a picture that no access unit explains.
    public var arrival: WallTime?
    /// When the decoder returned the picture, before its mark was read; nil where there was no picture.
    public var decoded: WallTime?
    /// The picture's time on the stream's own clock; nil where the container says none.
    public var presentationTime: Latency?
    /// The access unit's size; 0 where none explains the picture.
    public var size: ByteCount
    /// Whether the access unit was a keyframe.
    public var isKeyframe: Bool
    /// Whether the frame was stamped before the receiver asked for media.
    public var isBacklog: Bool
    /// Whether the picture shows the same stream id and number as the one just before it.
    public var isRepeated: Bool
    /// Streamer clock − receiver clock at that instant; nil where nothing is known of it.
    public var clockOffset: Latency?
    /// How far the offset may be from the truth, either way; nil where nothing is known.
    public var clockErrorBound: Latency?

    /// Makes a sample; each argument is the property of its name.
    public init(
        epoch: UInt16 = 0,
        stamp: FrameStamp? = nil,
        unreadable: UnreadableCause? = nil,
        arrival: WallTime? = nil,
        decoded: WallTime? = nil,
        presentationTime: Latency? = nil,
        size: ByteCount = ByteCount(0),
        isKeyframe: Bool = false,
        isBacklog: Bool = false,
        isRepeated: Bool = false,
        clockOffset: Latency? = nil,
        clockErrorBound: Latency? = nil
    ) {
        self.epoch = epoch
        self.stamp = stamp
        self.unreadable = unreadable
        self.arrival = arrival
        self.decoded = decoded
        self.presentationTime = presentationTime
        self.size = size
        self.isKeyframe = isKeyframe
        self.isBacklog = isBacklog
        self.isRepeated = isRepeated
        self.clockOffset = clockOffset
        self.clockErrorBound = clockErrorBound
    }
}

extension Sample {
    /// Decoded − stamp + clock offset; nil where any of them is unknown.
    public var frameDelay: Latency? {
        delay(at: decoded)
    }

    /// Arrival − stamp + clock offset; nil where any of them is unknown.
    public var arrivalDelay: Latency? {
        delay(at: arrival)
    }

    private func delay(at instant: WallTime?) -> Latency? {
        guard let instant, let sent = stamp?.time, let clockOffset else { return nil }
        return instant - sent + clockOffset
    }
}
