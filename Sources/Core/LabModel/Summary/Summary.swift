/// Everything that a run's measurement says, in the keys that others build on; unknown numbers are nil and become `null`.
///
/// The unit is the last word of each name: `Ms` milliseconds, `S` seconds, `Bps` bits a second, `Db` decibels.
public struct Summary: Hashable, Sendable, Codable {
    /// The version of these keys.
    public var schema = 1
    /// What was measured and how.
    public var run: RunPart
    /// Frames counted, by what became of them.
    public var frames: Frames
    /// Decoded − stamp, of each frame received.
    @OrNull public var frameDelayMs: Distribution?
    /// Arrival − stamp, of each frame received.
    @OrNull public var arrivalDelayMs: Distribution?
    /// How arrival was taken.
    @OrNull public var arrivalMethod: ArrivalMethod?
    /// Until a frame or any later one was decoded, of each frame sent.
    @OrNull public var signalDelayMs: SignalDelay?
    /// Whole frame periods between arrival and decoding.
    public var heldBackFrames = HeldBack()
    /// What delay a player needs.
    @OrNull public var playout: Playout?
    /// Decoded under test − decoded in the control stream, of the same frame.
    @OrNull public var relativeToControlMs: ControlDelay?
    /// Of each frame of the control stream, until it or any later one was decoded under test.
    @OrNull public var relativeSignalMs: SignalDelay?
    /// From one picture that shows both marks.
    @OrNull public var relativeAtInstantMs: Distribution?
    /// Decoded − stamp in the control, of each of its frames.
    @OrNull public var controlDelayMs: Distribution?
    /// What is known of the clocks.
    public var clock: Clock
    /// What the lab's own chain adds.
    @OrNull public var intrinsic: Intrinsic?
    /// What the streamer said of itself.
    @OrNull public var streamer: Streamer?
    /// What the measuring cost.
    public var receiver: Receiver
    /// Frames shown a second.
    public var frameRate: FrameRatePart
    /// Times when the picture stood still.
    public var freezes: Episodes
    /// Times without any media byte.
    public var stalls: Episodes
    /// Times without a connection.
    public var reconnects: Reconnects
    /// From join to each step of the start.
    public var startupMs: StartupPart
    /// Standard deviation of (inter-decode − inter-stamp).
    @OrNull public var jitterMs: Double?
    /// RFC 3550's interarrival jitter, at the end.
    @OrNull public var jitterRfc3550Ms: Double?
    /// The least-squares slope of frame delay.
    @OrNull public var driftMsPerMin: Double?
    /// The slope's 95 % interval, low and high.
    @OrNull public var driftCi95: [Double]?
    /// Media received, over the measured stretch.
    @OrNull public var bitrateBps: Double?
    /// Picture − sound; positive when the picture comes later.
    @OrNull public var avOffsetMs: Double?
    /// What the stream was.
    public var media: Media
    /// Facts of segments, for segmented streams.
    @OrNull public var segments: Segments?
    /// Picture quality.
    @OrNull public var quality: Quality?
    /// What it cost.
    @OrNull public var costUsd: Cost?
    /// Things that happened, in order.
    public var events: [RunEvent]
    /// Why these numbers may mislead.
    public var warnings: [RunWarning]

    /// Makes a summary in which nothing is known yet.
    public init(run: RunPart) {
        self.run = run
        frames = Frames()
        clock = Clock()
        receiver = Receiver()
        frameRate = FrameRatePart()
        freezes = Episodes()
        stalls = Episodes()
        reconnects = Reconnects()
        startupMs = StartupPart()
        media = Media()
        events = []
        warnings = []
    }
}
