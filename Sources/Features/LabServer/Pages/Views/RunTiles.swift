import LabModel
import Reporting

/// The numbers of a run that one looks at first.
enum RunTiles {
    /// A summary's key numbers, in order of use; what is not known has no tile.
    static func tiles(_ summary: Summary) -> [RunView.Tile] {
        [signal(summary), frameDelay(summary), operating(summary), rate(summary), dropped(summary), clock(summary)]
            .compactMap(\.self)
    }

    private static func signal(_ summary: Summary) -> RunView.Tile? {
        guard let delay = summary.signalDelayMs, let p95 = delay.values.p95 else { return nil }
        let sign = delay.lowerBound.contains("p95") ? "≥ " : ""
        return .init(
            label: "Signal delay, p95",
            value: sign + NumberText.milliseconds(p95),
            unit: "ms",
            detail: interval(delay.values.ci95P95) ?? delay.values.p50.map { "median \(NumberText.milliseconds($0))" }
        )
    }

    private static func frameDelay(_ summary: Summary) -> RunView.Tile? {
        guard let delay = summary.frameDelayMs, let p50 = delay.p50 else { return nil }
        return .init(
            label: "Frame delay, median",
            value: NumberText.milliseconds(p50),
            unit: "ms",
            detail: interval(delay.ci95P50) ?? delay.p95.map { "p95 \(NumberText.milliseconds($0))" }
        )
    }

    private static func operating(_ summary: Summary) -> RunView.Tile? {
        summary.playout?.operatingDelayMs.map { delay in
            .init(
                label: "Operating delay",
                value: (summary.hasOpenOperatingDelay ? "≥ " : "") + NumberText.milliseconds(delay),
                unit: "ms",
                detail: "stalls at most 0.1 %"
            )
        }
    }

    private static func rate(_ summary: Summary) -> RunView.Tile? {
        summary.frameRate.meanFps.map { rate in
            .init(
                label: "Frame rate",
                value: NumberText.fixed(rate, decimals: 2),
                unit: "fps",
                detail: summary.freezes.count == 0 ? "no freeze" : NumberText.count(summary.freezes.count, "freeze")
            )
        }
    }

    private static func dropped(_ summary: Summary) -> RunView.Tile? {
        summary.frames.dropped.map { dropped in
            .init(
                label: "Dropped",
                value: ShownText.count(dropped),
                unit: nil,
                detail: summary.frames.expected.map { "of \(ShownText.count($0)) frames" + unseen(summary) }
            )
        }
    }

    private static func unseen(_ summary: Summary) -> String {
        summary.frames.unresolved.flatMap { $0 > 0 ? ", \(ShownText.count($0)) never seen" : nil } ?? ""
    }

    private static func clock(_ summary: Summary) -> RunView.Tile? {
        summary.clock.errorBoundMs.map { bound in
            .init(label: "Clock", value: "± " + NumberText.milliseconds(bound), unit: "ms", detail: nil)
        }
    }

    private static func interval(_ ends: [Double]?) -> String? {
        guard let ends, ends.count == 2 else { return nil }
        return "95 %: \(NumberText.milliseconds(ends[0])) to \(NumberText.milliseconds(ends[1]))"
    }
}
