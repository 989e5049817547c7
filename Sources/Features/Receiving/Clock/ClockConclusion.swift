import Estimation
import LabModel

/// What a run's clock came to, once everything was asked: the final offset and bound of every sample.
struct ClockConclusion {
    private let tracker: ClockTracker

    init(_ tracker: ClockTracker) {
        self.tracker = tracker
    }

    /// Sets what a trace says of the clock, and the offset, bound and backlog of its samples.
    /// - Parameter trace: a live run, with its samples and exchanges.
    func settle(_ trace: inout Trace) {
        trace.clockMethod = tracker.method
        trace.isClockDirect = isDirect(trace)
        trace.streamerClockBound = streamerBound(trace)
        trace.clockJumps = jumps(trace)
        if tracker.method != .sameHost, trace.clockExchanges.isEmpty {
            trace.clockMethod = .none
        }
        trace.correctClock()
        setBacklog(&trace.samples, join: trace.join)
        setBacklog(&trace.control, join: trace.join)
    }

    /// The streamer itself was asked where NTP's reference is the id that its marks or its `/clock` say.
    private func isDirect(_ trace: Trace) -> Bool {
        guard tracker.method == .ntp else { return true }
        let said = trace.exchanges.compactMap { $0.answer?.streamID.rawValue }
        let marked = trace.samples.compactMap { $0.stamp?.streamID.rawValue }
        let known = Set(said).union(marked).subtracting([StreamID.foreign.rawValue])
        return !tracker.referenceIDs.isEmpty && tracker.referenceIDs.isSubset(of: known)
    }

    private func streamerBound(_ trace: Trace) -> Latency? {
        let bounds = trace.exchanges.compactMap(\.answer).map(\.errorBoundMs)
        let largest = bounds.compactMap { $0 }.max().map(Latency.milliseconds)
        guard !trace.isClockDirect else { return largest }
        return bounds.contains(nil) ? nil : largest.map { $0 + tracker.rootDistance }
    }

    /// The streamer's jumps by all its answers; this machine's own, where it shares the streamer's clock, are the same.
    private func jumps(_ trace: Trace) -> [ClockJump] {
        let own = tracker.jumps.filter { $0.end == .receiver }
        guard trace.clockMethod != .sameHost else { return own }
        let answers = trace.exchanges.filter { $0.answer != nil }
        return (own + ClockJumps.ofStreamer(answers)).sorted { $0.after < $1.after }
    }

    /// Backlog is what was stamped before the join, in streamer time by the fitted offset.
    private func setBacklog(_ samples: inout [Sample], join: WallTime?) {
        guard let join else { return }
        for index in samples.indices {
            guard let stamped = samples[index].stamp?.time, let offset = samples[index].clockOffset else { continue }
            samples[index].isBacklog = stamped < join + offset
        }
    }
}
