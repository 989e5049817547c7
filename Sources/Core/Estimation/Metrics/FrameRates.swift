import LabModel

/// `frame_rate`: pictures that showed something new, over time.
///
/// The mean is intervals over their sum. The harmonic rate is Σ interval / Σ interval²: the mean of the rates that a
/// viewer sees at random instants.
enum FrameRates: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        let pictures = run.shown.pictures
        let span = run.shown.span
        if span > 0 {
            summary.frameRate.meanFps = Double(pictures.count - 1) / span
            let squares = zip(pictures, pictures.dropFirst()).reduce(0.0) { sum, pair in
                let interval = Double(pair.1.instant - pair.0.instant) / 1e9
                return sum + interval * interval
            }
            summary.frameRate.harmonicFps = span / squares
        }
        summary.frameRate.periods = RatePeriods(run).periods
    }
}
