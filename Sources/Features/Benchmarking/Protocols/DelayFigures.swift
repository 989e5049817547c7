internal import LabModel

/// The numbers of a run that a table of protocols or providers holds.
struct DelayFigures {
    /// The benchmark's name.
    let benchmark: String
    /// The row's part of the figures' names.
    let name: String
    /// The row's title.
    let title: String

    /// A figure of the row.
    func figure(_ key: String, _ value: Double, _ column: String, unit: String) -> Figure {
        Figure(
            name: "\(benchmark).\(name).\(key)",
            value: value,
            unit: unit,
            cell: Figure.Cell(row: title, column: column)
        )
    }

    /// The delays and losses that a summary says.
    /// - Parameters:
    ///   - summary: the run's.
    ///   - least: so many frames must have been read.
    /// - Returns: a figure each.
    /// - Throws: ``BenchmarkError/wrongWork(benchmark:reason:)`` where a number is missing, or frames are.
    func delays(of summary: Summary, least: Int) throws(BenchmarkError) -> [Figure] {
        guard summary.frames.marked >= least else {
            throw .wrongWork(
                benchmark: benchmark,
                reason: "\(name): \(summary.frames.marked) frames were read, not \(least)"
            )
        }
        guard let frame = summary.frameDelayMs, let frameP50 = frame.p50, let frameP95 = frame.p95,
            let signal = summary.signalDelayMs?.values, let signalP50 = signal.p50, let signalP95 = signal.p95,
            summary.signalDelayMs?.lowerBound.contains(where: ["p50", "p95"].contains) == false,
            let playout = summary.playout?.leastDelayNoStallMs, let dropped = summary.frames.dropped
        else {
            throw .wrongWork(benchmark: benchmark, reason: "\(name): a delay is not known")
        }
        return [
            figure("frame_delay_p50", frameP50, "frame delay p50", unit: "ms"),
            figure("frame_delay_p95", frameP95, "p95", unit: "ms"),
            figure("signal_delay_p50", signalP50, "signal delay p50", unit: "ms"),
            figure("signal_delay_p95", signalP95, "signal p95", unit: "ms"),
            figure("least_playout_delay", playout, "least playout delay", unit: "ms"),
            figure("dropped", Double(dropped), "dropped", unit: "frames"),
        ]
    }
}
