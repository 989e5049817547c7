import LabModel

/// `jitter_ms` and `jitter_rfc3550_ms`: how unevenly frames were decoded, given how evenly they were stamped.
///
/// Both stand on (inter-decode − inter-stamp) of neighbouring fresh frames of one epoch; the clock offset takes part
/// only where all frames have one, because a constant offset cancels.
enum Jitter: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        guard run.isLive, run.ledger.isTimed else { return }
        let differences = differences(run)
        guard !differences.isEmpty else { return }
        summary.jitterMs = Moments.standardDeviation(differences)
        summary.jitterRfc3550Ms = differences.reduce(0) { $0 + (abs($1) - $0) / 16 }
    }

    private static func differences(_ run: MeasuredRun) -> [Double] {
        let samples = run.trace.samples
        let hasOffsets = run.fresh.allSatisfy { samples[$0].clockOffset != nil }
        var differences: [Double] = []
        differences.reserveCapacity(run.fresh.count)
        var before: (epoch: UInt16, transit: Latency)?
        for index in run.fresh {
            let sample = samples[index]
            guard let shown = sample.decoded, let stamped = sample.stamp?.time else { continue }
            let offset = hasOffsets ? sample.clockOffset ?? .zero : .zero
            let transit = shown - stamped + offset
            if let before, before.epoch == sample.epoch {
                differences.append((transit - before.transit).milliseconds)
            }
            before = (sample.epoch, transit)
        }
        return differences
    }
}
