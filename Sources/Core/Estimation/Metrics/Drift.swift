import LabModel

/// `drift_ms_per_min` and `drift_ci95`: how fast the frame delay grows, by least squares over the decoding times.
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
        summary.driftMsPerMin = fit.slope
        summary.driftCi95 = [fit.slope - fit.slopeHalfWidth, fit.slope + fit.slopeHalfWidth]
    }
}
