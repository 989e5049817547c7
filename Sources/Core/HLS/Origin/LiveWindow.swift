internal import LabModel

/// The newest segments and parts of one rendition of a live stream: frames in, playlists and bytes out.
///
/// A value without clock, thread or socket. An origin keeps one behind a lock, appends each frame, and then looks again
/// at every request that was told to wait.
public struct LiveWindow: Sendable {
    /// How it cuts and keeps.
    public let settings: LiveWindowSettings
    /// What stands before all segments of fragmented MP4: until it is set, its name is told to wait.
    public var map: [UInt8]?
    /// How far other renditions of the stream are, as their windows' ``report(uri:)`` says; told in low latency, and only
    /// while the stream goes on: nothing changes behind the playlist's end.
    public var renditionReports: [RenditionReport] = []
    /// Whether the stream has ended.
    public private(set) var isFinished = false

    /// The whole segments whose bytes are kept, oldest first.
    private(set) var kept: [StoredSegment] = []
    /// The segment that is being made; nil before its first frame.
    private(set) var open: StoredSegment?
    /// The number of the first segment that playlists list.
    private(set) var firstListed = 0
    /// Whether every segment began with a keyframe so far.
    private(set) var isIndependent = true
    private var longestPlaylist = Latency.zero

    /// Makes a window without frames.
    /// - Parameters:
    ///   - settings: how it cuts and keeps.
    ///   - map: what stands before all segments, where it is known already.
    public init(_ settings: LiveWindowSettings, map: [UInt8]? = nil) {
        self.settings = settings
        self.map = map
    }

    /// Whether there is a playlist to serve to any player: one that lists a whole segment.
    ///
    /// Until then a request waits.
    public var isReady: Bool {
        !kept.isEmpty
    }

    /// The number of the segment that is being made, or would be next.
    var nextSequence: Int {
        (kept.last?.sequence ?? -1) + 1
    }

    /// The segments that playlists list.
    var listed: ArraySlice<StoredSegment> {
        let first = kept.first?.sequence ?? 0
        return kept.dropFirst(max(0, firstListed - first))
    }

    /// Adds the next frame; frames before the first keyframe are left out, and after ``finish()`` all are.
    ///
    /// A part is whole with the frame behind which another would not fit: it never waits for the next frame.
    public mutating func append(_ frame: LiveFrame) {
        guard !isFinished, open != nil || !kept.isEmpty || frame.isKeyframe else { return }
        if let open, mustEnd(open, before: frame) {
            closeSegment()
        }
        if open == nil {
            isIndependent = isIndependent && frame.isKeyframe
        }
        // Taken out while it changes, so that nothing of it is copied.
        var segment = open ?? StoredSegment(sequence: nextSequence, rate: settings.frameRate, first: frame)
        open = nil
        let excess = toldDuration(of: frame, in: segment) - segment.nextTick
        segment.append(frame.bytes, excess: excess, isKeyframe: frame.isKeyframe)
        if let target = settings.partTarget, segment.openPart.duration + segment.nextTick > target {
            segment.closePart()
        }
        open = segment
        if isWhole(segment) {
            closeSegment()
        }
    }

    /// Ends the stream: what is there of the last part and segment becomes whole, and the playlist is final.
    public mutating func finish() {
        closeSegment()
        isFinished = true
    }

    /// How long playlists say a frame lasts: at least a period, and at most what its part or segment has left.
    ///
    /// A part is neither longer than its target nor, its segment's last apart, shorter than 85 % of it. What a frame lasts
    /// beyond that is a hole, as after a skipped tick; the next segment's PROGRAM-DATE-TIME tells it.
    private func toldDuration(of frame: LiveFrame, in segment: StoredSegment) -> Latency {
        let room = settings.partTarget.map { $0 - segment.openPart.duration } ?? settings.longestSegment
        return max(segment.nextTick, min(frame.duration, room))
    }

    /// Whether a frame begins another segment: a keyframe once the target is near, any frame where it would be too long.
    private func mustEnd(_ segment: StoredSegment, before frame: LiveFrame) -> Bool {
        if frame.isKeyframe, mayEnd(segment) { return true }
        return segment.duration + toldDuration(of: frame, in: segment) > settings.longestSegment
    }

    /// Whether the next frame is known to be the keyframe that begins another segment.
    private func isWhole(_ segment: StoredSegment) -> Bool {
        guard let interval = settings.keyframeInterval, segment.framesOfGroup == interval else { return false }
        return mayEnd(segment)
    }

    /// Whether a segment ends where a keyframe stands behind it.
    ///
    /// It does once its target is reached, give or take a quarter of a group, so that keyframes that come a little early do
    /// not make segments twice as long; and where another whole group does not fit, as after pictures that were left out:
    /// else it would be cut in the midst of that group.
    private func mayEnd(_ segment: StoredSegment) -> Bool {
        let group = min(settings.knownGroup ?? settings.segmentTarget, settings.segmentTarget)
        if segment.duration.nanoseconds >= settings.segmentTarget.nanoseconds - group.nanoseconds / 4 { return true }
        guard let whole = settings.knownGroup else { return false }
        return segment.duration + whole > settings.longestSegment
    }

    private mutating func closeSegment() {
        guard var segment = open else { return }
        open = nil
        if settings.partTarget != nil {
            segment.closePart()
        }
        kept.append(segment)
        trimList()
        trimBytes()
    }

    /// Sections 6.2.1 and 6.2.2: what stays listed is never shorter than three target durations.
    private mutating func trimList() {
        var listed = listed
        var duration = listed.reduce(.zero) { $0 + $1.duration }
        while listed.count > settings.listedSegments, let first = listed.first,
            duration - first.duration >= settings.patience
        {
            duration = duration - first.duration
            listed = listed.dropFirst()
        }
        firstListed = listed.first?.sequence ?? firstListed
        longestPlaylist = max(longestPlaylist, duration)
    }

    /// Section 6.2.2: a segment that left the playlist is kept for its own duration and the longest playlist's.
    private mutating func trimBytes() {
        var gone = kept.prefix { $0.sequence < firstListed }
        var after = gone.reduce(.zero) { $0 + $1.duration }
        while let first = gone.first, after - first.duration >= longestPlaylist + first.duration {
            after = after - first.duration
            gone = gone.dropFirst()
        }
        kept.removeFirst(gone.startIndex)
        var size = kept.reduce(0) { $0 + $1.size }
        while kept.count > 1, size > settings.keptBytes.bytes {
            size -= kept.removeFirst().size
        }
        firstListed = max(firstListed, kept.first?.sequence ?? firstListed)
    }
}
