import LabModel

/// `cost_usd`: by the prices that the manifest holds, of the measured duration and bitrate, so after both.
///
/// Null where prices are of another currency, or of several: no currency is converted.
enum RunCosts: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        summary.costUsd = RunCost.inDollars(RunCost.costs(of: summary))
    }
}
