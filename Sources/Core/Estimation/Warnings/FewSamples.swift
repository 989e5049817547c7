import LabModel

/// `few_samples`: too few independent values for the 95 % interval of a 95th percentile.
enum FewSamples: WarningRule {
    /// So that n × (1 − 0.95) reaches 10.
    private static let needed = 200

    static func warning(_ run: MeasuredRun, _ summary: Summary) -> RunWarning? {
        // Nobody expects a percentile of a single picture.
        guard run.isLive || summary.frames.decoded > 1 else { return nil }
        guard let text = ofFrameDelay(run, summary) ?? ofAnother(summary) else { return nil }
        let isTrace = run.trace.clockMethod == .trace
        let isRecording = !run.isLive
        return RunWarning(
            code: .fewSamples,
            text: text,
            remedy: isTrace
                ? "Import a longer trace." : isRecording ? "Record longer." : "Measure longer with --duration."
        )
    }

    private static func ofFrameDelay(_ run: MeasuredRun, _ summary: Summary) -> String? {
        guard let delay = summary.frameDelayMs, delay.ci95P95 == nil else { return nil }
        let need = "a 95th percentile needs at least \(needed)."
        guard delay.n >= needed else { return "Only \(Figures.count(delay.n, "frame delay")): \(need)" }
        let interval = PercentileInterval(run.frameDelaySeries, sorted: run.frameDelays)
        let worth = interval.dependence(at: 0.95)?.effectiveCount ?? 0
        return "\(delay.n) frame delays are so alike that they are worth "
            + "\(Figures.fixed(worth.rounded(.down), digits: 0)) independent ones: \(need)"
    }

    /// Delays that are known only from below lack intervals for another reason.
    private static func uncensored(_ delay: SignalDelay?) -> Distribution? {
        delay.flatMap { $0.censored == 0 ? $0.values : nil }
    }

    private static func ofAnother(_ summary: Summary) -> String? {
        let others = [
            ("arrival_delay_ms", summary.arrivalDelayMs),
            ("signal_delay_ms", uncensored(summary.signalDelayMs)),
            ("relative_to_control_ms", summary.relativeToControlMs?.values),
            ("relative_signal_ms", uncensored(summary.relativeSignalMs)),
            ("relative_at_instant_ms", summary.relativeAtInstantMs),
        ]
        guard let poor = others.first(where: { $0.1.map { $0.n > 0 && $0.ci95P95 == nil } ?? false }) else {
            return nil
        }
        return "The 95th percentile of \(poor.0) stands on too few independent values for an interval."
    }
}
