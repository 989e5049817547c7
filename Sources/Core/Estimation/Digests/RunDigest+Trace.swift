public import LabModel

extension RunDigest {
    /// Draws up what pictures of a run are drawn from.
    ///
    /// Pure: the same arguments give the same digest.
    /// - Complexity: O(n log n) for n samples.
    /// - Parameters:
    ///   - trace: Everything that was observed, its samples corrected.
    ///   - options: What a person chose when the run was summed up.
    public init(_ trace: Trace, options: EstimationOptions = .init()) {
        self.init(MeasuredRun(trace, options: options), samples: trace.samples)
    }

    /// - Parameters:
    ///   - run: The run as its metrics see it.
    ///   - samples: Its samples, by a streamer's clock with all its steps.
    init(_ run: MeasuredRun, samples: [Sample]) {
        self.init()
        frameDelay = DelayHistogram(run.frameDelays)
        if let signal = SignalDelays.series(run) {
            signalDelay = DelayHistogram(signal.values)
            censored = signal.censored
            leastCensoredMs = signal.censored > 0 ? signal.leastBound : nil
        }
        guard let line = RunLine(run), let delayLine = DelayLine(run, line: line) else { return }
        let gaps = DroppedGaps(run.ledger)
        delays = delayLine.delays(gaps)
        clock = delayLine.clock(samples)
        let found = DigestMarks(run, line: line, gaps: gaps)
        marks = found.marks
        marksLeftOut = found.leftOut
    }
}
