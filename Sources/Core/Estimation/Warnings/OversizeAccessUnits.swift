import LabModel

/// `oversize_access_units`: access units too large for a transport packet of known length.
enum OversizeAccessUnits: WarningRule {
    private static let limit = 65_000

    static func warning(_ run: MeasuredRun, _ summary: Summary) -> RunWarning? {
        var (count, largest) = (0, 0)
        for (sample, kind) in zip(run.trace.samples, run.ledger.classes) where kind != .after {
            count += sample.size.bytes > limit ? 1 : 0
            largest = max(largest, sample.size.bytes)
        }
        guard count > 0 else { return nil }
        return RunWarning(
            code: .oversizeAccessUnits,
            text: "\(Figures.count(count, "access unit")) above \(limit) bytes, the largest \(largest): "
                + "each may cost a frame of delay.",
            remedy: "Lower the bitrate, or limit keyframes by the buffer of the encoder (VBV)."
        )
    }
}
