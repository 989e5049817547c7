import LabModel

/// `receiver`: what the measuring cost, as the receiver said it.
enum ReceiverFacts: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        summary.receiver = run.trace.receiver
    }
}
