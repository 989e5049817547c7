import Estimation
import LabModel
import Reporting

/// Providers that were measured at once, side by side and in their order.
enum GroupText {
    /// The table, why it is in this order, and who takes no part.
    static func render(_ summaries: [Summary], style: TextStyle) -> String {
        guard !summaries.isEmpty else { return "No runs.\n" }
        do throws(RankingError) {
            let ranking = try Ranking(summaries)
            let title = ranking.key.reason
            return title + "\n\n" + table(summaries, ranking, style) + notes(ranking, style)
        } catch {
            return table(summaries, nil, style) + "\n! Not ranked: \(error)\n"
        }
    }

    private static func table(_ summaries: [Summary], _ ranking: Ranking?, _ style: TextStyle) -> String {
        let entries = Dictionary(
            (ranking?.entries ?? []).map { ($0.provider, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let sorted = summaries.enumerated().sorted { first, second in
            let places = [first, second].map { entries[$0.element.run.provider]?.place ?? .max }
            return (places[0], first.offset) < (places[1], second.offset)
        }
        let rows = sorted.map { row(of: $0.element, place: entries[$0.element.run.provider]?.place) }
        return ProviderTable.render(rows, showsOperatingDelay: ranking?.key != .signalDelay, style: style)
    }

    private static func row(of summary: Summary, place: Int?) -> ProviderTable.Row {
        let attempt = summary.run.attempt
        var row = ProviderTable.Row(
            provider: summary.run.provider,
            run: attempt > 1 ? "\(summary.run.id)@\(attempt)" : summary.run.id,
            end: summary.run.endReason.rawValue
        )
        row.place = place
        row.operatingDelayMs = summary.playout?.operatingDelayMs
        row.isOperatingLowerBound = summary.hasOpenOperatingDelay
        row.signalP95Ms = summary.signalDelayMs?.values.p95
        row.isSignalLowerBound = summary.signalDelayMs?.lowerBound.contains("p95") ?? false
        row.frameP50Ms = summary.frameDelayMs?.p50
        row.toControlMs = summary.relativeToControlMs?.values.p50
        row.received = summary.frames.received
        row.dropped = summary.frames.dropped
        return row
    }

    private static func notes(_ ranking: Ranking, _ style: TextStyle) -> String {
        let died = ranking.entries.filter { $0.died > 0 }.map { "! \($0.provider) \($0.reason)\n" }
        let unranked = ranking.unranked.map { "! \($0.provider) is not ranked: \($0.reason)\n" }
        let open = ranking.entries.filter { $0.died == 0 && $0.isLowerBound }.map { "! \($0.provider): \($0.reason)\n" }
        let lines = died + open + unranked
        return lines.isEmpty ? "" : "\n" + lines.joined()
    }
}
