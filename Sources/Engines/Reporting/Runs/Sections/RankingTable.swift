import Estimation
import LabModel

/// Groups in their order, with the numbers that a reader looks for first.
struct RankingTable {
    let analysis: RunsAnalysis

    var table: ReportTable {
        let groups = analysis.groups
        let isRanked = !analysis.isAlone && analysis.ranking != nil
        let key = analysis.ranking?.key
        let medians = groups.map { $0.entry.flatMap(Self.value) }
        let signals = groups.map { group in group.entry.flatMap(Self.signal) }
        let isOther = analysis.path != key.map(FigurePath.init)
        let delays = medians.map { $0?.milliseconds }
        let number = DelayColumn(
            groups.map(\.mean.set.mean) + (isOther ? [] : delays),
            unit: analysis.path.unit,
            intervals: groups.map { ($0.mean.interval?.low, $0.mean.interval?.high) }
        )
        // A number of one's own has its own unit; the ranking's is a delay.
        let delay = isOther ? DelayColumn(delays) : number
        let signal = DelayColumn(signals.map { $0?.milliseconds })
        let frame = groups.map { $0.median(of: { $0.frameDelayMs?.p50 }) }
        let frames = DelayColumn(frame)
        let unit = groups.first?.mean.unit.map { ", \($0)" } ?? ""
        let hasSeveral = groups.contains { $0.runs.count > 1 }
        let mean = hasSeveral ? "mean\(unit)" : ""
        var table = ReportTable(
            caption: caption(hasSeveral: hasSeveral, isOther: isOther),
            columns: ReportTable.columns([
                ("place", .right), (analysis.isAlone ? "runs of" : "compared", .left),
                (key.map { "\(Self.title($0)), ms" } ?? analysis.figureTitle, .right),
                (isOther ? hasSeveral ? "\(analysis.figureName), \(mean)" : analysis.figureTitle : mean, .right),
                ("95 % interval\(unit)", .left),
                (key == .operatingDelay ? "signal delay p95, ms" : "", .right), ("frame delay p50, ms", .right),
                ("dropped", .right), ("delivered", .right), ("runs", .right), ("died", .right),
            ])
        )
        table.rows = groups.enumerated().map { index, group in
            let interval = group.mean.interval
            let isWithin = interval?.scope == .withinRuns
            let told = number.interval(interval?.low, interval?.high)
            return [
                isRanked ? group.entry.map { "\($0.place)" } ?? "-" : "-", group.alone,
                isOther && analysis.ranking == nil ? "-" : delay.text(medians[index]),
                hasSeveral || isOther ? number.text(Self.mean(group)) : "-",
                told == "-" || !isWithin ? told : told + " *",
                key == .operatingDelay ? signal.text(signals[index]) : "-", frames.text(frame[index]),
                Self.dropped(group), Self.delivered(group), "\(group.runs.count)",
                group.entry.map { $0.died > 0 ? "\($0.died)" : "" } ?? "",
            ]
        }
        table.ranges = groups.map { group in
            group.mean.set.mean.map { mean in
                .init(
                    low: group.mean.interval?.low,
                    value: mean,
                    high: group.mean.interval?.high,
                    isTold: group.mean.interval?.scope == .betweenRuns
                )
            }
        }
        return table.withoutEmptyColumns()
    }

    private func caption(hasSeveral: Bool, isOther: Bool) -> String {
        let over = hasSeveral ? "Delays are medians over the runs of each" : "Delays of each run"
        let name = analysis.figureName
        let interval =
            switch (hasSeveral, isOther) {
            case (true, true): "; the mean and its interval are of \(name)"
            case (true, false): "; the interval is that of their mean"
            case (false, true): "; the interval is that of \(name)"
            case (false, false): ", the interval"
            }
        let told = clocks(isOther: isOther)
        let comma = hasSeveral || isOther ? ", " : " "
        let hasWithin = analysis.groups.contains { $0.mean.interval?.scope == .withinRuns }
        let star = hasWithin ? " * speaks of the frames of these runs alone: other runs take 4 or more." : ""
        return "\(over)\(interval)\(told.isEmpty ? "" : comma + told).\(star)"
    }

    /// What the intervals hold of the clocks' error; nothing for a number of one's own that stands on no clock.
    private func clocks(isOther: Bool) -> String {
        let bounds = analysis.groups.compactMap(\.mean.interval).map(\.clockBoundMs)
        if isOther, bounds.allSatisfy({ $0 == 0 }) { return "" }
        let unknown = bounds.count { $0 == nil }
        if unknown == 0 { return "with what the clocks may be off" }
        return unknown == bounds.count
            ? "without what the clocks may be off, which is not known"
            : "with what the clocks may be off where that is known, without it where it is not"
    }

    /// The mean, which is known only from below where a run's number is.
    private static func mean(_ group: ReportGroup) -> BoundedDelay? {
        let set = group.mean.set
        return set.mean.map { BoundedDelay(milliseconds: $0, isLowerBound: set.isLowerBound) }
    }

    private static func title(_ key: RankingKey) -> String {
        switch key {
        case .signalDelay: "signal delay p95"
        case .operatingDelay: "operating delay"
        }
    }

    private static func value(_ entry: RankedProvider) -> BoundedDelay? {
        entry.valueMs.map { BoundedDelay(milliseconds: $0, isLowerBound: entry.isLowerBound) }
    }

    private static func signal(_ entry: RankedProvider) -> BoundedDelay? {
        entry.signalDelayP95Ms.map { BoundedDelay(milliseconds: $0, isLowerBound: entry.isSignalDelayLowerBound) }
    }

    /// What part of all frames sent no picture explains.
    private static func dropped(_ group: ReportGroup) -> String {
        let known = group.counted.filter { $0.summary.frames.expected ?? 0 > 0 && $0.summary.frames.dropped != nil }
        let sent = known.reduce(0) { $0.addingUpToLimit($1.summary.frames.expected ?? 0) }
        let dropped = known.reduce(0) { $0.addingUpToLimit($1.summary.frames.dropped ?? 0) }
        return sent > 0 ? NumberText.share(Double(dropped) / Double(sent)) : "-"
    }

    private static func delivered(_ group: ReportGroup) -> String {
        group.entry.map { $0.delivered < 0.9995 ? NumberText.share($0.delivered) : "" } ?? ""
    }
}

extension NumberText {
    /// A part of 1 as a percentage: `0 %`, `0.04 %`, `98.5 %`; what is not nothing never shows as nothing.
    static func share(_ value: Double) -> String {
        guard value.isFinite else { return "-" }
        if value == 0 { return "0 %" }
        let percent = value * 100
        if percent.magnitude < 0.005 { return "< 0.01 %" }
        return "\(fixed(percent, decimals: percent.magnitude < 1 ? 2 : 1)) %"
    }
}
