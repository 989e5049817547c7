import LabModel
import Media

/// What one reader reads: all of a continuous stream, or as much of a segmented one as can be read without a break.
struct MediaStretch {
    /// Reads it.
    var reader: AccessUnitReader
    /// What carries it: libav's name, or `hls`.
    var container: String
    /// Which of several variants it is; nil where there is but one stream.
    var variant: String?
    /// Whether it is made while it is read.
    var isLive: Bool
    /// Whether the lab's own client fetched it, which passes by no link.
    var isFetchedHere = false
    /// Whether a connection begins with it.
    var isFirst: Bool
    /// When connecting began; nil where that was the request for media.
    var began: WallTime?
    /// Just before the first request for media; nil where that is when the connection was asked for.
    var mediaAsked: WallTime?
    /// When the connection stood.
    var connectedAt: WallTime
    /// No media byte for this long is a stall.
    var stall: Latency
    /// How long to wait for the last frames where nobody says; nil for the usual time.
    var drain: Latency?
}

/// A connection to a source, which gives one stretch after the other; all calls come from one thread.
protocol MediaConnection: AnyObject {
    /// Opens the first stretch, or the next one; blocks until its beginning has come.
    /// - Returns: nil at the end of the stream.
    func next() throws -> MediaStretch?

    /// Whether a stream that ended does not come back.
    var endsForGood: Bool { get }

    /// A unit was read of the newest stretch.
    func took(_ unit: AccessUnit)

    /// A stretch could not be read.
    /// - Returns: whether it is left out and the next one is asked for; the connection is of no use otherwise.
    func leavesOut(_ error: MediaError) -> Bool

    /// When bytes came that no reader gave to anybody, since the last call.
    func takeUnread() -> [TimeGap]

    /// Ends it; nothing else is called afterwards.
    func close()
}

extension MediaConnection {
    func leavesOut(_ error: MediaError) -> Bool { false }

    func takeUnread() -> [TimeGap] { [] }
}

/// What a connection tells besides units; called from any thread.
struct MediaSink: Sendable {
    /// Something happened.
    var note: @Sendable (_ code: String, _ text: String) -> Void
    /// Everything is known of a segment or part.
    var segment: @Sendable (SegmentFact) -> Void
    /// It is known where a player would begin.
    var playerStart: @Sendable (PlayerStart) -> Void
}
