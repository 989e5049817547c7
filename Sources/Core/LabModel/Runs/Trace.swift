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
    /// Things that happened.
    public var events: [RunEvent] = []

    /// Makes an empty trace.
    public init() {}

    /// When the start-up's steps were done, by the receiver's clock; each nil where it never was.
    public struct Startup: Hashable, Sendable, Codable {
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

/// How the arrival of an access unit was taken.
public enum ArrivalMethod: String, Sendable, Codable {
    /// From the log of our own byte source: the read that delivered its last byte.
    case readLog = "read_log"
    /// When libav handed the packet out.
    case packet
}
