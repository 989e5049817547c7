/// What was observed of one frame: an access unit that arrived, the picture it became, and what its mark said.
///
/// All instants are the receiver's clock, but for the stamp's own. It takes 72 bytes.
public struct Sample: Hashable, Sendable {
    /// Which epoch of the run it belongs to, from 0: a new stream id or a jump of presentation time starts another.
    public var epoch: UInt16
    /// Why the mark could not be read; nil where it could, and where there was no picture.
    public var unreadable: UnreadableCause?

    // What is absent is 0, so that equal samples have equal fields. Small fields stand together, so that none of them
    // costs the eight bytes of a large one.
    @usableFromInline var facts: SampleFacts = []
    @usableFromInline var latenessTicks: UInt16 = 0
    @usableFromInline var streamID: UInt32 = 0
    @usableFromInline var number: UInt32 = 0

    /// The access unit's size; 0 where none explains the picture.
    public var size: ByteCount

    @usableFromInline var stampedAt: Int64 = 0
    @usableFromInline var arrivedAt: Int64 = 0
    @usableFromInline var decodedAt: Int64 = 0
    @usableFromInline var presentedAt: Int64 = 0
    @usableFromInline var offset: Int64 = 0
    @usableFromInline var errorBound: Int64 = 0

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
        self.unreadable = unreadable
        self.size = size
        self.stamp = stamp
        self.arrival = arrival
        self.decoded = decoded
        self.presentationTime = presentationTime
        self.isKeyframe = isKeyframe
        self.isBacklog = isBacklog
        self.isRepeated = isRepeated
        self.clockOffset = clockOffset
        self.clockErrorBound = clockErrorBound
    }
}

extension Sample {
    /// What the mark said; nil where it was unreadable or the access unit gave no picture.
    @inlinable public var stamp: FrameStamp? {
        get {
            guard facts.contains(.stamp) else { return nil }
            return FrameStamp(
                streamID: StreamID(rawValue: streamID),
                number: facts.contains(.number) ? FrameNumber(number) : nil,
                time: facts.contains(.time) ? WallTime(nanoseconds: stampedAt) : nil,
                latenessTicks: latenessTicks
            )
        }
        set {
            set(.stamp, newValue != nil)
            set(.number, newValue?.number != nil)
            set(.time, newValue?.time != nil)
            streamID = newValue?.streamID.rawValue ?? 0
            number = newValue?.number?.rawValue ?? 0
            stampedAt = newValue?.time?.nanoseconds ?? 0
            latenessTicks = newValue?.latenessTicks ?? 0
        }
    }

    /// When the access unit's last byte was read; nil for a picture that no access unit explains.
    @inlinable public var arrival: WallTime? {
        get { facts.contains(.arrival) ? WallTime(nanoseconds: arrivedAt) : nil }
        set {
            set(.arrival, newValue != nil)
            arrivedAt = newValue?.nanoseconds ?? 0
        }
    }

    /// When the decoder returned the picture, before its mark was read; nil where there was no picture.
    @inlinable public var decoded: WallTime? {
        get { facts.contains(.decoded) ? WallTime(nanoseconds: decodedAt) : nil }
        set {
            set(.decoded, newValue != nil)
            decodedAt = newValue?.nanoseconds ?? 0
        }
    }

    /// The picture's time on the stream's own clock; nil where the container says none.
    @inlinable public var presentationTime: Latency? {
        get { facts.contains(.presentationTime) ? Latency(nanoseconds: presentedAt) : nil }
        set {
            set(.presentationTime, newValue != nil)
            presentedAt = newValue?.nanoseconds ?? 0
        }
    }

    /// Whether the access unit was a keyframe.
    @inlinable public var isKeyframe: Bool {
        get { facts.contains(.keyframe) }
        set { set(.keyframe, newValue) }
    }

    /// Whether the frame was stamped before the receiver asked for media.
    @inlinable public var isBacklog: Bool {
        get { facts.contains(.backlog) }
        set { set(.backlog, newValue) }
    }

    /// Whether the picture shows the same stream id and number as the one just before it.
    @inlinable public var isRepeated: Bool {
        get { facts.contains(.repeated) }
        set { set(.repeated, newValue) }
    }

    /// Streamer clock − receiver clock at that instant; nil where nothing is known of it.
    @inlinable public var clockOffset: Latency? {
        get { facts.contains(.clockOffset) ? Latency(nanoseconds: offset) : nil }
        set {
            set(.clockOffset, newValue != nil)
            offset = newValue?.nanoseconds ?? 0
        }
    }

    /// How far the offset may be from the truth, either way; nil where nothing is known.
    @inlinable public var clockErrorBound: Latency? {
        get { facts.contains(.clockErrorBound) ? Latency(nanoseconds: errorBound) : nil }
        set {
            set(.clockErrorBound, newValue != nil)
            errorBound = newValue?.nanoseconds ?? 0
        }
    }

    @inlinable
    mutating func set(_ fact: SampleFacts, _ isSet: Bool) {
        if isSet {
            facts.insert(fact)
        } else {
            facts.remove(fact)
        }
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
