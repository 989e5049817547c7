import LabModel

/// What is measured at a moment, by all processes that write the store.
///
/// As JSON it is what `/api/live` sends: first with each run's points so far, then with those that came or changed since.
struct LiveSnapshot: Hashable, Sendable, Encodable {
    /// When it was put together, as ISO 8601 in UTC.
    var at = ""
    /// The running runs, in the order in which they began.
    var runs: [LiveRun] = []
}

/// One running run.
struct LiveRun: Hashable, Sendable, Encodable {
    var uuid: String
    /// The name that finds exactly this run, `ID@2`.
    var name: String
    var id: String
    var attempt: Int
    var provider: String
    /// ISO 8601 in UTC.
    var startedAt: String
    /// Seconds from then to the snapshot.
    var elapsedS: Double
    /// How old the newest sample was, in seconds; nil before the first.
    @OrNull var ageS: Double?
    /// New frames in the last second; 0 where none came for longer than 2 s.
    var fps: Double
    /// The median frame delay of the last second, in milliseconds; nil where it is not known.
    @OrNull var frameDelayMs: Double?
    /// How far the clock may be off, in milliseconds; nil where it is not known.
    @OrNull var clockErrorBoundMs: Double?
    /// Pictures so far.
    var decoded: Int
    /// Frames that no picture explains so far; near the summary's, which alone is exact.
    var dropped: Int
    /// Pictures so far whose mark could not be read.
    var unreadable: Int
    /// The newest event's text; nil where there was none.
    @OrNull var event: String?
    /// Half-second steps, oldest first: the last two minutes, or those that came or changed.
    var points: [LivePoint]
}

/// Half a second of a running run.
struct LivePoint: Hashable, Sendable, Encodable {
    /// Where it begins, in seconds from the run's start; a multiple of 0.5.
    var tS: Double
    /// New frames in it.
    var frames: Int
    /// Frames that were found missing in it; below 0 where late ones came after all.
    var dropped: Int
    /// The least, median and greatest frame delay, in milliseconds; nil where none is known.
    @OrNull var minMs: Double?
    @OrNull var p50Ms: Double?
    @OrNull var maxMs: Double?
}
