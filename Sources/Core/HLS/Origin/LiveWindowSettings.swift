public import LabModel

/// How an origin cuts and keeps one rendition of a live stream.
public struct LiveWindowSettings: Hashable, Sendable {
    /// What the segments hold.
    public enum Container: Hashable, Sendable {
        /// Fragmented MP4: names end in `.m4s`, and a map comes first.
        case fragmentedMP4
        /// An MPEG transport stream: names end in `.ts`, and each segment's first frame brings its own tables.
        case transportStream
    }

    /// What the segments hold.
    public var container: Container
    /// The stream's frames a second: how long a frame lasts that nothing is known about yet.
    public var frameRate: FrameRate
    /// The longest part that is wished for; nil for a playlist without parts.
    ///
    /// Parts last the most whole frames that fit, one frame at least: see ``partTarget``.
    public var wishedPart: Latency?
    /// What a segment reaches before it ends at a keyframe; at least one frame.
    ///
    /// A multiple of the keyframes' distance is best.
    public var segmentTarget: Latency
    /// Frames from one keyframe to the next where that never changes: then a segment is whole with its last frame, and
    /// need not wait for the keyframe behind it.
    ///
    /// Nil where keyframes come as they like.
    public var keyframeInterval: Int?
    /// How long a whole group of pictures lasts, where that is known: how early a segment may end at a keyframe, and whether
    /// another group fits into it, hang on it.
    ///
    /// Nil for what ``keyframeInterval`` says, or, where that is nil too, for groups of any length.
    public var groupDuration: Latency?
    /// How many whole segments the playlist lists, at least 4 and never less than three target durations.
    public var listedSegments: Int
    /// What stands before every name, such as `720p/`; nothing that needs escaping in an address.
    public var prefix = ""
    /// The most bytes kept; older segments go sooner than the draft promises when this is too little.
    public var keptBytes = ByteCount(256 << 20)

    /// Makes settings of parts of 200 ms and segments of a second, the twelve newest of which are listed.
    public init(
        container: Container,
        frameRate: FrameRate,
        wishedPart: Latency? = .milliseconds(200),
        segmentTarget: Latency = .seconds(1),
        listedSegments: Int = 12
    ) {
        self.container = container
        self.frameRate = frameRate
        self.wishedPart = container == .fragmentedMP4 ? wishedPart : nil
        self.segmentTarget = segmentTarget
        self.listedSegments = max(4, listedSegments)
    }

    /// What no part is longer than: the most whole frames that fit into ``wishedPart``, one frame at least, and never more
    /// than ``targetDuration``.
    public var partTarget: Latency? {
        guard let wishedPart else { return nil }
        let period = max(1, frameRate.period.nanoseconds)
        let frames = max(1, (min(wishedPart, targetDuration).nanoseconds + 1_000) / period)
        // Up to the microsecond, so that rounded frame times never add up to more.
        let exact = frames * period
        return Latency(nanoseconds: (exact + 999) / 1_000 * 1_000)
    }

    /// What no segment is longer than when rounded: whole seconds, constant for the stream.
    ///
    /// Half a second above a segment's target is where it would be cut without a keyframe; when that leaves less than a
    /// quarter of a second for a keyframe that comes late, it is a second more.
    public var targetDuration: Latency {
        let target = min(max(segmentTarget, frameRate.period), .seconds(86_400))
        var seconds = max(1, Int64(target.seconds.rounded()))
        if Double(seconds) + 0.25 < target.seconds {
            seconds += 1
        }
        return .seconds(Double(seconds))
    }

    /// How long a blocked request may wait before it is answered with 503: three target durations.
    public var patience: Latency {
        Latency(nanoseconds: targetDuration.nanoseconds * 3)
    }

    /// How long a whole group of pictures lasts; nil where that is not known.
    var knownGroup: Latency? {
        groupDuration ?? keyframeInterval.map { frameRate.timeOfTick(Int64($0)) }
    }

    /// The name of the map, with the prefix; nil for a container that needs none.
    public var mapName: String? {
        container == .fragmentedMP4 ? "\(prefix)init.mp4" : nil
    }

    /// The name of a whole segment, such as `s12.m4s`, with the prefix.
    public func name(ofSegment sequence: Int) -> String {
        "\(prefix)s\(sequence).\(suffix)"
    }

    /// The name of a part, such as `s12.3.m4s`, with the prefix.
    public func name(ofPart part: Int, inSegment sequence: Int) -> String {
        "\(prefix)s\(sequence).\(part).\(suffix)"
    }

    var suffix: String {
        container == .fragmentedMP4 ? "m4s" : "ts"
    }
}
