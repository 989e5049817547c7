import LabModel

/// A run as its metrics see it: the trace, what became of each frame, and the pictures that showed something new.
struct MeasuredRun {
    /// What was observed, by a streamer's clock that was never stepped (``ClockFit/stepless(_:)``).
    let trace: Trace
    /// What the exchanges say of the clocks; nil where the samples' own offsets stand.
    let clockFit: ClockFit?
    let options: EstimationOptions
    let ledger: FrameLedger
    /// The samples of each frame's first picture, in the order of decoding.
    let fresh: [Int]
    /// What players make of it; nil for files, and where no clock offset or no mark is known.
    let playout: Playout?
    /// When pictures showed something new, ascending.
    let shown: ShownPictures
    /// The frame delays of fresh pictures, in milliseconds, in the order of decoding.
    let frameDelaySeries: [Double]
    /// The same, ascending.
    let frameDelays: [Double]
    /// From arrival to decoding of each fresh picture, in milliseconds, ascending; none of a trace, which tells one
    /// instant of both.
    let waits: [Double]
    /// The offset of the first sample that has one: that of the whole run where no fit tells it.
    let firstOffset: Latency?
    /// How much media of a segmented stream comes at once; nil for continuous streams, and where nothing tells it.
    let burst: Latency?

    init(_ trace: Trace, options: EstimationOptions) {
        clockFit = ClockFit(of: trace, driftLimit: options.driftLimit)
        let trace = clockFit?.stepless(trace) ?? trace
        self.trace = trace
        self.options = options
        let ledger = FrameLedger(trace)
        self.ledger = ledger
        let fresh = ledger.classes.indices.filter { ledger.classes[$0] == .fresh }
        self.fresh = fresh
        playout = Playout(trace, ledger: ledger)
        shown = ShownPictures(trace, ledger: ledger, due: playout?.dueTimes ?? .withoutClock(trace, ledger: ledger))
        frameDelaySeries = fresh.compactMap { trace.samples[$0].frameDelay?.milliseconds }
        frameDelays = frameDelaySeries.sorted()
        firstOffset = trace.samples.first { $0.clockOffset != nil }?.clockOffset
        burst = BurstLength.of(trace, period: ledger.period)
        let isTrace = trace.clockMethod == .trace
        waits = isTrace ? [] : fresh.compactMap { Self.wait(trace.samples[$0])?.milliseconds }.sorted()
    }

    /// The stream beside its control; nil where there is no control stream to match with.
    ///
    /// - Complexity: O(n log n) for n samples, at each use.
    var controlMatch: ControlMatch? {
        ControlMatch(self)
    }

    /// The time from frame to frame; nil where neither a promise nor the stamps tell it.
    var period: Latency? {
        ledger.period.map { Latency(nanoseconds: $0) }
    }

    /// Whether arrival and decoding happened as the stream came, and not as fast as a file can be read.
    var isLive: Bool {
        trace.isLive
    }

    /// The first picture with a readable mark; nil where there was none.
    var firstMarked: WallTime? {
        if let noted = trace.startup.firstMark {
            return noted
        }
        return trace.samples.first { $0.decoded != nil && $0.stamp != nil }?.decoded
    }

    /// The end of the measured stretch by the receiver's clock: T1, else when looking ended, else the last picture.
    ///
    /// A stream that came to its own end lasted until its last picture, however long the receiver waited for more.
    var ended: WallTime? {
        let looked = trace.endReason == .endOfStream ? nil : trace.drained
        return trace.end ?? looked ?? trace.samples.last { $0.decoded != nil }?.decoded
    }

    private static func wait(_ sample: Sample) -> Latency? {
        guard let arrival = sample.arrival, let shown = sample.decoded else { return nil }
        return shown - arrival
    }
}

extension Trace {
    /// Whether arrival and decoding happened as the stream came, and not as fast as a file can be read.
    var isLive: Bool {
        join != nil || clockMethod == .trace
    }
}
