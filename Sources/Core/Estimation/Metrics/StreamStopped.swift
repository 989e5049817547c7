import LabModel

/// The event `stream_stopped`: a stream that fell silent before T1 and did not come back until draining ended, though
/// the run ended by its duration.
///
/// It died as surely as one whose silence reached the limit that ends a run; without this event it would rank by the
/// delays of what it had sent before.
enum StreamStopped: Metric {
    /// The event's code.
    static let code = "stream_stopped"

    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        let trace = run.trace
        guard trace.endReason == .duration, let join = trace.join, let end = trace.end, let looked = trace.drained
        else { return }
        guard let silence = trace.stalls.last(where: { $0.end >= looked && $0.start < end && run.isStall($0) }) else {
            return
        }
        guard (run.ledger.counts.unresolved ?? 1) > 0 else { return }
        let last = trace.samples.last { $0.decoded != nil }?.decoded ?? join
        guard last < end else { return }
        summary.events.append(
            RunEvent(
                tS: (silence.start - join).seconds,
                code: code,
                text: "The stream stopped \(Figures.fixed((end - silence.start).seconds, digits: 1)) s before the end "
                    + "of the run, and did not come back."
            )
        )
    }
}
