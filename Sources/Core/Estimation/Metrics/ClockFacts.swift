import LabModel

/// `clock`: how the offset was learnt, how far it may be off, and how often a clock was stepped, with an event for each
/// step.
///
/// Offset and drift are the fit's; the bounds are those of the samples. On one machine all are zero, unless its clock was
/// stepped.
enum ClockFacts: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        var clock = Summary.Clock()
        clock.method = run.trace.clockMethod
        clock.exchanges = run.trace.exchanges.count
        clock.minRttMs = leastRoundTrip(run)?.milliseconds
        let bounds = run.fresh.compactMap { run.trace.samples[$0].clockErrorBound?.milliseconds }.sorted()
        clock.errorBoundMs = Percentile.of(sorted: bounds, 0.5)
        clock.errorBoundMaxMs = bounds.last
        let middle = run.fresh.isEmpty ? nil : run.trace.samples[run.fresh[run.fresh.count / 2]]
        if let fit = run.clockFit {
            clock.offsetMs = middle?.decoded.flatMap { fit.reading(at: $0)?.offset.milliseconds }
            clock.driftPpm = fit.driftPpm
            clock.steps = fit.steps
            summary.events = merged(summary.events, events(of: fit, run))
        } else if clock.method == .sameHost {
            clock.offsetMs = 0
            clock.driftPpm = 0
            clock.errorBoundMs = 0
            clock.errorBoundMaxMs = 0
        } else {
            clock.offsetMs = middle?.clockOffset?.milliseconds
        }
        summary.clock = clock
    }

    /// The shortest round trip of the exchanges that prove something; drift can make one negative, and then it is zero.
    private static func leastRoundTrip(_ run: MeasuredRun) -> Latency? {
        let asked = run.trace.clockExchanges.isEmpty ? run.trace.exchanges : run.trace.clockExchanges
        let usable = asked.filter { ClockInterval($0, driftLimit: run.options.driftLimit) != nil }
        return usable.map(\.roundTrip).min().map { max(.zero, $0) }
    }

    private static func events(of fit: ClockFit, _ run: MeasuredRun) -> [RunEvent] {
        let origin = run.trace.join ?? run.trace.exchanges.first?.t1 ?? WallTime(nanoseconds: 0)
        return fit.clock.steps.prefix(eventLimit).map { step in
            let (after, before) = (seconds(step.after, since: origin), seconds(step.before, since: origin))
            return RunEvent(
                tS: before,
                code: RunWarning.Code.clockStep.rawValue,
                text: "The streamer's clock was stepped by \(Figures.signedMilliseconds(step.size.milliseconds)) "
                    + "between \(Figures.fixed(after, digits: 2)) s and \(Figures.fixed(before, digits: 2)) s."
            )
        }
    }

    /// How many steps are told one by one.
    private static let eventLimit = 100

    private static func seconds(_ instant: Int64, since origin: WallTime) -> Double {
        (WallTime(nanoseconds: instant) - origin).seconds
    }

    /// Both lists by time.
    ///
    /// A step that was told when it was noticed is not told again.
    private static func merged(_ events: [RunEvent], _ steps: [RunEvent]) -> [RunEvent] {
        let told = events.filter { $0.code == RunWarning.Code.clockStep.rawValue }
        return steps.reduce(into: events) { events, step in
            guard !told.contains(where: { abs($0.tS - step.tS) < 2 }) else { return }
            let place = events.firstIndex { $0.tS > step.tS } ?? events.endIndex
            events.insert(step, at: place)
        }
    }
}
