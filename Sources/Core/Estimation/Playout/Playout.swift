import LabModel

/// What both players say of a run, and what follows for when its pictures are displayed.
struct Playout {
    /// The figures.
    let figures: Summary.Playout
    /// When pictures are displayed where that is not their decoding; nil for continuous streams.
    let dueTimes: DueTimes?

    /// Plays a run.
    /// - Returns: Nil for files, and where no frame has both a stamp and an arrival by the streamer's clock.
    init?(_ trace: Trace, ledger: FrameLedger) {
        guard trace.isLive, ledger.isTimed else { return nil }
        let clock = StampClock(trace, ledger: ledger)
        guard let timeline = PlayoutTimeline(trace, ledger: ledger, clock: clock) else { return nil }
        guard let fixed = FixedPlayer(timeline) else { return nil }
        let operatingDelay = Latency(nanoseconds: fixed.operatingDelay)
        var figures = Self.figures(fixed, RebufferingPlayer(timeline), operatingDelay, period: timeline.period)
        figures.start = PlayoutStart(trace, clock: clock, fixed: fixed)?.figures
        self.figures = figures
        dueTimes = trace.media.isSegmented ? DueTimes(clock: clock, delay: operatingDelay) : nil
    }

    private static func figures(
        _ fixed: FixedPlayer,
        _ rebuffering: RebufferingPlayer,
        _ operatingDelay: Latency,
        period: Int64
    ) -> Summary.Playout {
        var figures = Summary.Playout()
        figures.leastDelayNoStallMs = Double(fixed.leastDelay) / 1e6
        figures.operatingDelayMs = operatingDelay.milliseconds
        let delays = fixed.delays
        figures.fixed = zip(delays, fixed.stalledRatios(at: delays)).map { delay, ratio in
            Summary.FixedPoint(delayMs: Double(delay) / 1e6, stalledRatio: ratio)
        }
        // A buffer below one frame is none, and above the least that never stops the delay only grows with it.
        let low = max(1_000_000, period)
        let buffers = LogGrid.points(from: low, to: max(rebuffering.leastBuffer, 2 * low))
        figures.rebuffering = buffers.map(rebuffering.play(buffer:))
        return figures
    }
}
