import LabModel

/// `clock_unknown`: a live run without a clock offset has no delays, and one without a bound no trust.
enum ClockUnknown: WarningRule {
    static func warning(_ run: MeasuredRun, _ summary: Summary) -> RunWarning? {
        guard run.trace.join != nil else { return nil }
        // Of marks without a time no clock tells a delay.
        guard run.ledger.isTimed else { return nil }
        let samples = run.trace.samples
        guard summary.clock.method != .none, samples.isEmpty || samples.contains(where: { $0.clockOffset != nil })
        else {
            return RunWarning(
                code: .clockUnknown,
                text: "Nothing is known of the offset between the clocks of streamer and receiver: no delay is given.",
                remedy: "Give the streamer's clock with --clock URL, or run both on one machine."
            )
        }
        guard run.clockFit != nil, !run.trace.isClockDirect, run.trace.streamerClockBound == nil else { return nil }
        return RunWarning(
            code: .clockUnknown,
            text: "The streamer does not say how far its clock may be from the reference that was asked: "
                + "the delays have no error bound.",
            remedy: "Ask the streamer's own clock with --clock URL."
        )
    }
}
