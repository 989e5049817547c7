public import LabModel

extension ClockFit {
    /// Fits the offset of a run, as its clock was learnt.
    ///
    /// Where a reference was asked instead of the streamer, the streamer's own bound is added; unknown, it makes every
    /// bound nil. The receiver's instants come from a clock that is not stepped with its machine's, so that only jumps of
    /// the streamer's clock part the run. A reference does not see these: what it told before a jump is moved by the jump,
    /// as if the streamer's clock were right behind the last one, and every bound is nil. On one machine they are one clock, and no fit is needed unless it jumped; where
    /// no exchange was made all the same, the jumps alone tell the offset, without a bound.
    ///
    /// Nil where the samples' own offsets stand: on one machine without a jump, in imported traces, without a clock, and
    /// without a usable exchange.
    /// - Parameters:
    ///   - trace: A run; its samples are not looked at.
    ///   - driftLimit: How fast the offset may change, 1 being a second a second.
    public init?(of trace: Trace, driftLimit: Double = driftLimit) {
        switch trace.clockMethod {
        case .none, .trace: return nil
        case .http, .ntp:
            let jumps = trace.clockJumps.filter { $0.end == .streamer }
            if trace.isClockDirect {
                self.init(exchanges: trace.clockExchanges, jumps: jumps, driftLimit: driftLimit)
            } else {
                let told = Self.moved(trace.clockExchanges, by: jumps)
                let added = jumps.isEmpty ? trace.streamerClockBound : nil
                self.init(exchanges: told, jumps: jumps, driftLimit: driftLimit, addedBound: added)
            }
        case .sameHost:
            guard !trace.clockJumps.isEmpty else { return nil }
            self.init(exchanges: trace.exchanges, jumps: trace.clockJumps, driftLimit: driftLimit)
            if clock.pieces.isEmpty {
                let told = Self.exchanges(around: trace.clockJumps)
                self.init(exchanges: told, driftLimit: 0, addedBound: nil)
            }
        }
        guard !clock.pieces.isEmpty else { return nil }
    }

    /// A reference's exchanges as the streamer would have answered them, had its clock been right behind its last jump.
    ///
    /// Those made while it jumped are left out, unless that leaves none.
    private static func moved(_ exchanges: [ClockExchange], by jumps: [ClockJump]) -> [ClockExchange] {
        let clear = exchanges.filter { exchange in
            jumps.allSatisfy { exchange.t4 <= $0.after || $0.before <= exchange.t1 }
        }
        return (clear.isEmpty ? exchanges : clear).map { exchange in
            var exchange = exchange
            let later = jumps.reduce(Latency.zero) { exchange.t4 < $1.before ? $0 + $1.size : $0 }
            exchange.t2 = exchange.t2 - later
            exchange.t3 = exchange.t3 - later
            return exchange
        }
    }

    /// What exchanges on one machine would have told right before and right behind jumps of its clock.
    private static func exchanges(around jumps: [ClockJump]) -> [ClockExchange] {
        var offset = Latency.zero
        var exchanges: [ClockExchange] = []
        for jump in jumps.sorted(by: { $0.after < $1.after }) {
            exchanges.append(exchange(at: jump.after, offset: offset))
            offset = offset + jump.size
            exchanges.append(exchange(at: jump.before, offset: offset))
        }
        return exchanges
    }

    private static func exchange(at instant: WallTime, offset: Latency) -> ClockExchange {
        ClockExchange(t1: instant, t2: instant + offset, t3: instant + offset, t4: instant, answer: nil)
    }
}

extension Trace {
    /// Sets the final offset and bound of every sample, of the control too, as ``ClockFit/init(of:driftLimit:)`` tells them.
    /// - Parameter driftLimit: How fast the offset may change, 1 being a second a second.
    /// - Returns: Whether anything was set; false where the samples' own offsets stand.
    @discardableResult
    public mutating func correctClock(driftLimit: Double = ClockFit.driftLimit) -> Bool {
        guard let fit = ClockFit(of: self, driftLimit: driftLimit) else { return false }
        fit.correct(&samples)
        fit.correct(&control)
        return true
    }
}
