import LabModel

/// `receiver_overloaded`: the decode queue grew, so that the receiver added delay of its own; of a segmented stream beyond
/// the queue that each segment makes.
enum ReceiverOverloaded: WarningRule {
    private static let periods = 2.0

    static func warning(_ run: MeasuredRun, _ summary: Summary) -> RunWarning? {
        guard run.isLive, let period = run.period?.milliseconds else { return nil }
        // Pictures that the codec reorders wait too, with an empty queue.
        if let queued = run.trace.receiver.maxDecodeQueueMs, queued <= periods * period { return nil }
        guard let usual = Percentile.of(sorted: run.waits, 0.5) else { return nil }
        guard let long = Percentile.of(sorted: run.waits, 0.95), long - usual > periods * period else { return nil }
        guard !run.isWaitOfBurst(long) else { return nil }
        return RunWarning(
            code: .receiverOverloaded,
            text: "1 frame in 20 waited \(Figures.milliseconds(long)) or more to be decoded, "
                + "with \(Figures.milliseconds(usual)) at the median: the receiver could not keep up.",
            remedy: "Give the receiver more CPU, or receive a smaller size (--variant)."
        )
    }
}
