/// Everything that was observed of a run, from which every number of its summary follows.
///
/// The summary is a pure function of the trace and the run's manifest: a stored run can be summarised again.
public struct Trace: Sendable {
    /// What was observed of each frame, in the order of decoding.
    public var samples: [Sample] = []
    /// Just before the first request for media; nil for a file, and then there is no backlog.
    public var join: WallTime?
    /// The end of the measured stretch, T1: the first marked picture's decoding plus the asked duration; nil where the
    /// run ended otherwise, and then everything received counts.
    public var end: WallTime?
    /// When draining ended and nothing more was looked at.
    public var drained: WallTime?
    /// Why the run ended.
    public var endReason: EndReason = .endOfStream
    /// The time from frame to frame that the stream promises; nil where nothing says it.
    public var nominalPeriod: Latency?
    /// Answers of the streamer about the time and its newest frame, in order.
    public var exchanges: [ClockExchange] = []
    /// How the clock offset was learnt.
    public var clockMethod: ClockMethod = .none
    /// Whether the exchanges asked the streamer itself; false where they asked a reference that the streamer follows too.
    public var isClockDirect = true
    /// How far the streamer's clock may be from UTC, the largest that it said; nil where it said nothing.
    ///
    /// Where a reference was asked: how far the two may be apart, which is the sum of what both say of themselves, and
    /// nil where the streamer once did not know.
    public var streamerClockBound: Latency?
    /// Jumps of either end's clock that were noticed, in order.
    public var clockJumps: [ClockJump] = []
    /// What was observed of the control stream, in the order of decoding, by the same receiver's clock.
    public var control: [Sample] = []
    /// Where the control's frames were seen; nil without a control.
    public var controlKind: ControlKind?
    /// Just before each request of the control stream for media that led to a connection, ascending; empty where none did
    /// or where they were not noted.
    public var controlJoins: [WallTime] = []
    /// What the lab's own chain adds, from the latest calibration that fits; nil where none does.
    public var intrinsic: Summary.Intrinsic?
    /// Fresh joins after the run, the run's own not among them.
    public var joins: [Join] = []
    /// How arrival was taken.
    public var arrivalMethod: ArrivalMethod?
    /// Stretches without any media byte, as the source saw them, one still open at the end included.
    public var stalls: [TimeGap] = []
    /// Stretches without a connection.
    public var reconnects: [TimeGap] = []
    /// When the start-up's steps were done.
    public var startup = Startup()
    /// What the streamer said of itself; nil where it was not reached.
    public var streamer: Summary.Streamer?
    /// What the measuring cost.
    public var receiver = Summary.Receiver()
    /// What the stream was.
    public var media = Summary.Media()
    /// The segments and parts of a segmented stream, in the order of their requests; the first ``segmentLimit`` of a run.
    public var segments: [SegmentFact] = []
    /// Where a player would have begun; nil for continuous streams.
    public var playerStart: PlayerStart?
    /// How far beeps lay from their pictures, in the order in which they were heard; the first ``avOffsetLimit`` of a run.
    public var avOffsets: [AVOffset] = []
    /// What was found of picture quality; nil where it was not asked for.
    public var quality: QualityFacts?
    /// Decibels that came with an imported trace; nil where none did.
    public var importedQuality: Summary.ImportedQuality?
    /// Things that happened.
    public var events: [RunEvent] = []

    /// How many segments and parts a run keeps: 11 hours of five parts a second.
    public static let segmentLimit = 200_000

    /// How many beeps a run keeps: two and a half hours of one a second.
    public static let avOffsetLimit = 10_000

    /// Makes an empty trace.
    public init() {}

    /// One fresh join: a connection made only to see how soon a picture comes.
    public struct Join: Hashable, Sendable, Codable {
        /// Just before the first request for media.
        public var began: WallTime
        /// When its steps were done; what never was before the limit is nil.
        public var startup: Startup
        /// When it was given up; nil where it showed a mark, and in traces of older versions.
        public var gaveUp: WallTime?

        /// Makes a join.
        public init(began: WallTime, startup: Startup, gaveUp: WallTime? = nil) {
            self.began = began
            self.startup = startup
            self.gaveUp = gaveUp
        }
    }

    /// When the start-up's steps were done, by the receiver's clock; each nil where it never was.
    public struct Startup: Hashable, Sendable, Codable {
        /// Connecting began; nil where that was the join.
        ///
        /// Of segmented streams the first request of a playlist, which is a part of connecting, while the join is the
        /// first request for media.
        public var began: WallTime?
        /// The connection stood.
        public var connected: WallTime?
        /// The first byte of media was read.
        public var firstByte: WallTime?
        /// The first picture was decoded.
        public var firstFrame: WallTime?
        /// The first mark was read: the decoding of that picture.
        public var firstMark: WallTime?

        /// Makes a start-up with nothing done.
        public init() {}
    }
}

/// How the offset between streamer clock and receiver clock was learnt.
public enum ClockMethod: String, Sendable, Codable {
    /// Both run on one machine, proven by its boot id: offset and bound are zero.
    case sameHost = "same-host"
    /// By asking the streamer's `/clock`.
    case http
    /// By asking an NTP server.
    case ntp
    /// Imported with a trace.
    case trace
    /// Not at all.
    case none
}

/// Where a control's frames were seen.
public enum ControlKind: String, Sendable, Codable {
    /// In a stream of their own, received at the same time.
    case stream
    /// In the same pictures as the frames under test, as a camera sees two players.
    case picture
}

/// How the arrival of an access unit was taken.
public enum ArrivalMethod: String, Sendable, Codable {
    /// From the log of our own byte source: the read that delivered its last byte.
    case readLog = "read_log"
    /// When libav handed the packet out.
    case packet
}
