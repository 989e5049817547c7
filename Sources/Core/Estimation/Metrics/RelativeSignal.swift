import LabModel

/// `relative_signal_ms`: of each frame that the control stream showed, until it or any later one was decoded under test,
/// from its decoding in the control stream.
///
/// Frames that nothing under test resolved until looking ended enter with that lower bound; what the control showed only
/// after that says nothing, and is left out. Streams of which the test showed nothing have no later
/// frame to wait for, and are left out too.
enum RelativeSignal: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        guard let match = run.controlMatch else { return }
        var series = CensoredSeries()
        for frames in match.streams where frames.contains(where: { $0.test != nil }) {
            series = series + delays(of: frames, run).reversed()
        }
        summary.relativeSignalMs = series.distribution(seed: run.options.seed)
    }

    /// Walks the frames from the newest down, with the earliest decoding so far.
    private static func delays(of frames: [ControlMatch.Frame], _ run: MeasuredRun) -> CensoredSeries {
        let lookedUntil = run.trace.drained ?? run.ended
        var series = CensoredSeries()
        var earliest: WallTime?
        for frame in frames.reversed() {
            if let shown = frame.test.flatMap({ run.trace.samples[$0].decoded }) {
                earliest = min(earliest ?? shown, shown)
            }
            guard frame.isMeasured, let beside = frame.control.flatMap({ run.trace.control[$0].decoded }) else {
                continue
            }
            if let earliest {
                series.append((earliest - beside).milliseconds)
            } else if let lookedUntil, beside <= lookedUntil {
                series.appendBound((lookedUntil - beside).milliseconds)
            }
        }
        return series
    }
}
