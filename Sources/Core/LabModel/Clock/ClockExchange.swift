/// One question and answer about the time: a receiver asked at `t1`, the streamer got it at `t2`, answered at `t3`, and
/// the answer was back at `t4`.
public struct ClockExchange: Hashable, Sendable {
    /// When the receiver asked, by its own clock.
    public var t1: WallTime
    /// When the question arrived, by the streamer's clock.
    public var t2: WallTime
    /// When the answer left, by the streamer's clock.
    public var t3: WallTime
    /// When the answer was back, by the receiver's clock.
    public var t4: WallTime
    /// What else the streamer said; nil from servers that know nothing of streams.
    public var answer: ClockAnswer?

    /// Makes an exchange.
    public init(t1: WallTime, t2: WallTime, t3: WallTime, t4: WallTime, answer: ClockAnswer?) {
        self.t1 = t1
        self.t2 = t2
        self.t3 = t3
        self.t4 = t4
        self.answer = answer
    }

    /// Streamer clock − receiver clock, ((t2 − t1) + (t3 − t4)) / 2.
    public var offset: Latency {
        let sum = (t2 - t1) + (t3 - t4)
        return Latency(nanoseconds: sum.nanoseconds / 2)
    }

    /// The time on the way, there and back: (t4 − t1) − (t3 − t2).
    public var roundTrip: Latency {
        (t4 - t1) - (t3 - t2)
    }
}

/// The body of `GET /clock?t1=NS`.
public struct ClockAnswer: Hashable, Sendable, Codable {
    /// The question's own `t1`, or nil when it gave none.
    @OrNull public var t1: WallTime?
    /// When the question arrived, by the clock that stamps frames.
    public var t2: WallTime
    /// When the answer left, by the same clock.
    public var t3: WallTime
    /// The kernel's boot id of the streamer's machine: equal to the receiver's where both share one clock.
    public var bootID: String
    /// The stream that is being sent.
    public var streamID: StreamID
    /// The newest frame drawn; nil before the first.
    @OrNull public var newestFrame: FrameNumber?
    /// The newest frame's stamp; nil before the first.
    @OrNull public var newestStamp: WallTime?
    /// How far the streamer's clock may be from UTC, in milliseconds; nil when nothing is known.
    @OrNull public var errorBoundMs: Double?
    /// Whether the streamer's clock is disciplined; nil when nothing is known.
    @OrNull public var synchronized: Bool?
    /// The streamer's never-stepped clock at ``t3``; nil when it could not be read at the same instant.
    ///
    /// ``t3`` − this moves only when the streamer's clock is stepped.
    @OrNull public var monotonic: MonotonicTime?

    enum CodingKeys: String, CodingKey {
        case t1
        case t2
        case t3
        case bootID = "boot_id"
        case streamID = "stream_id"
        case newestFrame = "newest_frame"
        case newestStamp = "newest_stamp"
        case errorBoundMs = "error_bound_ms"
        case synchronized
        case monotonic
    }

    /// Makes an answer; each argument is the property of its name.
    public init(
        t1: WallTime?,
        t2: WallTime,
        t3: WallTime,
        bootID: String,
        streamID: StreamID,
        newestFrame: FrameNumber?,
        newestStamp: WallTime?,
        errorBoundMs: Double? = nil,
        synchronized: Bool? = nil,
        monotonic: MonotonicTime? = nil
    ) {
        self.t1 = t1
        self.t2 = t2
        self.t3 = t3
        self.bootID = bootID
        self.streamID = streamID
        self.newestFrame = newestFrame
        self.newestStamp = newestStamp
        self.errorBoundMs = errorBoundMs
        self.synchronized = synchronized
        self.monotonic = monotonic
    }
}
