/// What a streamer counts about itself since it started, as `/metrics` serves it.
public struct StreamerCounters: Hashable, Sendable {
    /// Ticks that came due.
    public var ticks = 0
    /// Frames begun more than half a period after their tick.
    public var late = 0
    /// Ticks without a frame, because an earlier frame took too long.
    public var skipped = 0
    /// Which ticks those were, as runs of ticks, oldest first, at most a thousand; not part of the metrics text.
    public var skips: [Range<Int64>] = []
    /// How late frames were begun; nil before the first.
    public var lateness: Spread?
    /// How long drawing, marking, encoding and muxing a frame took; nil before the first.
    public var encode: Spread?
    /// The same times, so that those of a run can be told from those before it.
    public var encodeTimes = TimeBuckets()
    /// How late frames were begun, likewise.
    public var latenessTimes = TimeBuckets()
    /// Frames encoded.
    public var frames = 0
    /// Bytes of media made; sent once to each viewer.
    public var bytes = 0
    /// Viewers at present.
    public var viewers = 0
    /// Viewers refused because there were too many.
    public var viewersRefused = 0
    /// Viewers cut off, by reason.
    public var viewersCut: [String: Int] = [:]
    /// What each outlet did, by its name, such as `ts`; not read back from the metrics text.
    public var outlets: [String: OutletCounters] = [:]
    /// What each target that is pushed to got, in the order of the command line.
    public var pushes: [PushCounters] = []
    /// Processor time used by the whole process, in user and system mode.
    public var cpuTime = Latency.zero
    /// How long the process has been streaming.
    public var uptime = Latency.zero

    /// A short form of a distribution of times.
    public struct Spread: Hashable, Sendable {
        /// The median.
        public var p50: Latency
        /// The 95th percentile.
        public var p95: Latency
        /// The longest.
        public var max: Latency

        /// Makes a spread; each argument is the property of its name.
        public init(p50: Latency, p95: Latency, max: Latency) {
            self.p50 = p50
            self.p95 = p95
            self.max = max
        }
    }

    /// Makes counters that count nothing.
    public init() {}

    /// The streamer's part of a summary, counted from the streamer's start.
    public var summary: Summary.Streamer {
        var part = counted(since: StreamerCounters())
        part.latenessMs = lateness.map(Self.milliseconds)
        part.encodeMs = encode.map(Self.milliseconds)
        return part
    }

    /// The streamer's part of a run's summary.
    /// - Parameter earlier: what the same streamer had counted when the run began.
    /// - Returns: the part; ``Summary/Streamer/cpuCores`` is nil when no time has passed, a spread when no frame was made,
    ///   and its longest time always.
    public func summary(since earlier: StreamerCounters) -> Summary.Streamer {
        var part = counted(since: earlier)
        part.latenessMs = Self.spread(latenessTimes.since(earlier.latenessTimes))
        part.encodeMs = Self.spread(encodeTimes.since(earlier.encodeTimes))
        return part
    }

    private func counted(since start: StreamerCounters) -> Summary.Streamer {
        var part = Summary.Streamer()
        part.ticks = ticks - start.ticks
        part.late = late - start.late
        part.skipped = skipped - start.skipped
        let time = uptime - start.uptime
        if time > .zero {
            part.cpuCores = (cpuTime - start.cpuTime).seconds / time.seconds
        }
        return part
    }

    private static func spread(_ times: TimeBuckets?) -> Summary.Spread? {
        guard let times, let p50 = times.quantile(0.5), let p95 = times.quantile(0.95) else { return nil }
        return Summary.Spread(p50: p50.milliseconds, p95: p95.milliseconds, max: nil)
    }

    private static func milliseconds(_ spread: Spread) -> Summary.Spread {
        Summary.Spread(p50: spread.p50.milliseconds, p95: spread.p95.milliseconds, max: spread.max.milliseconds)
    }
}
