import LabModel

/// `relative_to_control_ms`: decoded under test − decoded in the control stream, of each frame that both showed; first
/// pictures count, and no clock is needed.
///
/// Matched and only-test frames together are those marked.
enum RelativeToControl: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        guard let match = run.controlMatch else { return }
        let (samples, control) = (run.trace.samples, run.trace.control)
        var delay = ControlDelay(values: Distribution(), matched: 0, onlyTest: 0, onlyControl: 0)
        var series: [Double] = []
        for frame in match.measured {
            switch (frame.test, frame.control) {
            case (let test?, let beside?):
                guard let shown = samples[test].decoded, let shownBeside = control[beside].decoded else { continue }
                delay.matched += 1
                series.append((shown - shownBeside).milliseconds)
            case (_?, nil): delay.onlyTest += 1
            case (nil, _): delay.onlyControl += 1
            }
        }
        delay.values = .known(series: series, seed: run.options.seed) ?? delay.values
        summary.relativeToControlMs = delay
    }
}
