import LabModel

/// `drift_ms_per_min` and `drift_ci95`: how fast the frame delay grows, by least squares over the decoding times.
///
/// The clocks' own drift is part of every delay as far as the fit does not know it, over the stretch that was regressed. A
/// slope below that is not shown, and the interval of any other is wider by as much on both sides.
enum Drift: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        var minutes: [Double] = []
        var delays: [Double] = []
        var stretch: (first: WallTime, last: WallTime)?
        for index in run.fresh {
            let sample = run.trace.samples[index]
            guard let delay = sample.frameDelay, let shown = sample.decoded else { continue }
            let origin = stretch?.first ?? shown
            stretch = (origin, shown)
            minutes.append((shown - origin).seconds / 60)
            delays.append(delay.milliseconds)
        }
        guard let stretch, let fit = LineFit(x: minutes, y: delays) else { return }
        let clock = clockUncertainty(run, from: stretch.first, to: stretch.last)
        guard abs(fit.slope) >= clock else { return }
        let halfWidth = fit.slopeHalfWidth + clock
        summary.driftMsPerMin = fit.slope
        summary.driftCi95 = [fit.slope - halfWidth, fit.slope + halfWidth]
    }

    /// What the offset may drift unnoticed between two instants, in milliseconds a minute: 1 ppm is 0.06 of them.
    ///
    /// The offset may be off by its bound at either end, in opposite directions: where exchanges stopped midway that is
    /// more than they leave open among themselves. Of a streamer that follows a reference nobody knows how fast it does,
    /// so that both clocks may drift by the limit.
    private static func clockUncertainty(_ run: MeasuredRun, from first: WallTime, to last: WallTime) -> Double {
        guard let fit = run.clockFit else { return 0 }
        let limit = fit.driftLimit * 1e6 * 0.06
        guard run.trace.isClockDirect else { return 2 * limit }
        guard let fitted = fit.driftUncertaintyPpm.map({ $0 * 0.06 }) else { return limit }
        guard let start = fit.reading(at: first)?.bound, let end = fit.reading(at: last)?.bound else {
            return max(fitted, limit)
        }
        let minutes = abs((last - first).seconds) / 60
        return max(fitted, minutes > 0 ? min((start + end).milliseconds / minutes, limit) : limit)
    }
}
