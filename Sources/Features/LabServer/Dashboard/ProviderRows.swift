import Estimation
import LabModel
import RunStore

extension RunListing.Figures {
    /// The 95th percentile of the signal delay, or what it is at least; nil where the summary does not say.
    var signalDelayP95: BoundedDelay? {
        signalDelayP95Ms.map { BoundedDelay(milliseconds: $0, isLowerBound: isSignalDelayLowerBound) }
    }

    /// The operating delay, or what it is at least; nil where the summary does not say.
    var operatingDelay: BoundedDelay? {
        operatingDelayMs.map { BoundedDelay(milliseconds: $0, isLowerBound: isOperatingDelayLowerBound) }
    }
}

/// The providers of a list of runs, beside those that can be measured.
enum ProviderRows {
    /// By name; figures are medians over each provider's complete runs.
    static func rows(of content: RunIndex.Content, known: [Provider]) -> [DashboardData.ProviderRow] {
        let definitions = Dictionary(known.map { ($0.name, $0) }) { first, _ in first }
        let stored = Dictionary(grouping: content.runs, by: \.provider)
        return Set(definitions.keys).union(stored.keys).sorted().map { name in
            row(name, definitions[name], runs: stored[name] ?? [])
        }
    }

    private static func row(_ name: String, _ definition: Provider?, runs: [RunListing]) -> DashboardData.ProviderRow {
        let complete = runs.filter { $0.state == .complete }
        let newest = runs.first
        var row = DashboardData.ProviderRow(name: name, definition: definition)
        row.runs = runs.count
        row.complete = complete.count
        row.newest = newest?.startedAt
        row.newestName = complete.first.map { "\($0.id)@\($0.attempt)" }
        row.frameDelayP50Ms = median(complete) { $0.frameDelayP50Ms }
        row.signalDelayP95 = .median(complete.compactMap { $0.figures?.signalDelayP95 })
        row.operatingDelay = .median(complete.compactMap { $0.figures?.operatingDelay })
        return row
    }

    private static func median(_ runs: [RunListing], _ figure: (RunListing.Figures) -> Double?) -> Double? {
        Percentile.of(sorted: runs.compactMap { $0.figures.flatMap(figure) }.sorted(), 0.5)
    }
}
