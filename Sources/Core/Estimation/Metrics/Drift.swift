import LabModel

/// `drift_ms_per_min` and `drift_ci95`: how fast the frame delay grows, by least squares over the decoding times.
///
/// The clocks' own drift is part of every delay as far as the fit does not know it. A slope below that is not shown, and
/// the interval of any other is wider by as much on both sides.
enum Drift: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        var minutes: [Double] = []
        var delays: [Double] = []
        var start: WallTime?
        for index in run.fresh {
            let sample = run.trace.samples[index]
            guard let delay = sample.frameDelay, let shown = sample.decoded else { continue }
            let origin = start ?? shown
            start = origin
            minutes.append((shown - origin).seconds / 60)
            delays.append(delay.milliseconds)
        }
        guard let fit = LineFit(x: minutes, y: delays) else { return }
        let clock = clockUncertainty(run)
        guard abs(fit.slope) >= clock else { return }
        let halfWidth = fit.slopeHalfWidth + clock
        summary.driftMsPerMin = fit.slope
        summary.driftCi95 = [fit.slope - halfWidth, fit.slope + halfWidth]
    }

    /// What the offset may drift unnoticed, in milliseconds a minute: 1 ppm is 0.06 of them.
    private static func clockUncertainty(_ run: MeasuredRun) -> Double {
        guard let fit = run.clockFit else { return 0 }
        return (fit.driftUncertaintyPpm ?? fit.driftLimit * 1e6) * 0.06
    }
}
