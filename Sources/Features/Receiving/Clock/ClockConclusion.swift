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
        let isStrange = leaveOutStrangers(&trace)
        trace.isClockDirect = isDirect(trace) && (!isStrange || tracker.method == .ntp)
        trace.streamerClockBound = streamerBound(trace)
        if isStrange, tracker.method != .ntp || !trace.isClockDirect {
            distrust(&trace)
        }
        trace.clockJumps = jumps(trace)
        if tracker.method != .sameHost, trace.clockExchanges.isEmpty {
            trace.clockMethod = .none
        }
        trace.correctClock()
        setBacklog(&trace.samples, join: trace.join)
        ControlBacklog(joins: trace.controlJoins, fallback: trace.join).mark(&trace.control, beside: trace.samples)
    }

    /// The streams that marks name.
    private func marked(_ trace: Trace) -> Set<StreamID> {
        Set(trace.samples.compactMap { $0.stamp?.streamID }.filter { !$0.isForeign })
    }

    /// Leaves out what other streamers answered, as long as the marks' own did too.
    ///
    /// Two ids are marked where a streamer was started anew. NTP's exchanges name nobody and stay.
    /// - Returns: whether all that answered are others.
    private func leaveOutStrangers(_ trace: inout Trace) -> Bool {
        let marked = marked(trace)
        let named = Set(trace.exchanges.compactMap { $0.answer?.streamID })
        guard !marked.isEmpty, !named.isEmpty else { return false }
        let isStrange = named.isDisjoint(with: marked)
        if !isStrange || tracker.method == .ntp {
            trace.exchanges.removeAll { exchange in exchange.answer.map { !marked.contains($0.streamID) } ?? false }
        }
        return isStrange
    }

    /// Who told the time is not who stamped the frames: nothing bounds how far their clocks are apart, and on one machine
    /// nothing says that they are one.
    private func distrust(_ trace: inout Trace) {
        trace.streamerClockBound = nil
        if let join = trace.join {
            let told = ((trace.drained ?? join) - join).seconds
            trace.events.append(RunEvent(tS: told, code: Self.strangerCode, text: Self.strangerText))
        }
        guard tracker.method == .sameHost else { return }
        trace.clockMethod = .none
        forget(&trace.samples)
        forget(&trace.control)
    }

    private func forget(_ samples: inout [Sample]) {
        for index in samples.indices {
            samples[index].clockOffset = nil
            samples[index].clockErrorBound = nil
        }
    }

    private static let strangerCode = "clock_of_another"
    private static let strangerText = "who told the time sends none of the streams whose marks were read"

    /// The streamer itself was asked where NTP's reference is the id that its marks say, or its `/clock` where none was read.
    private func isDirect(_ trace: Trace) -> Bool {
        guard tracker.method == .ntp else { return true }
        let said = Set(trace.exchanges.compactMap { $0.answer?.streamID }.filter { !$0.isForeign })
        let known = Set(said.union(marked(trace)).map(\.rawValue))
        return !tracker.referenceIDs.isEmpty && tracker.referenceIDs.isSubset(of: known)
    }

    private func streamerBound(_ trace: Trace) -> Latency? {
        let bounds = trace.exchanges.compactMap(\.answer).map(\.errorBoundMs)
        let largest = bounds.compactMap { $0 }.max().map(Latency.milliseconds)
        guard !trace.isClockDirect else { return largest }
        guard !bounds.contains(nil), let largest, let rootDistance = tracker.rootDistance else { return nil }
        return largest + rootDistance
    }

    /// The streamer's jumps by all its answers; this machine's own, where it shares the streamer's clock, are the same.
    private func jumps(_ trace: Trace) -> [ClockJump] {
        let own = tracker.jumps.filter { $0.end == .receiver }
        guard tracker.method != .sameHost else { return own }
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
