/// A provider with its runs, on the way to its place.
struct PlacedProvider {
    let name: String
    let runs: [RunStanding]
    let value: BoundedDelay?
    let died: Int
    /// From 0 to 1.
    let delivered: Double

    init(name: String, runs: [RunStanding]) {
        self.name = name
        self.runs = runs
        value = BoundedDelay.median(runs.compactMap(\.value))
        died = runs.count(where: \.hasDied)
        let asked = runs.reduce(0) { $0 + ($1.asked ?? 0) }
        let shown = runs.reduce(0) { $0 + min($1.delivered, $1.asked ?? 0) }
        delivered = asked > 0 ? shown / asked : 0
    }

    /// Providers by place.
    static func entries(of providers: [PlacedProvider], key: RankingKey) -> [RankedProvider] {
        let sorted = providers.sorted { ($0.order.0, $0.order.1, $0.name) < ($1.order.0, $1.order.1, $1.name) }
        var entries: [RankedProvider] = []
        for (index, provider) in sorted.enumerated() {
            let isEqual = index > 0 && sorted[index - 1].order == provider.order
            let place = isEqual ? entries[index - 1].place : index + 1
            entries.append(provider.entry(place: place, key: key))
        }
        return entries
    }

    /// The class, and the number within it; less is better.
    private var order: (Int, Double) {
        guard died == 0, let value else { return (2, -delivered) }
        return (value.isLowerBound ? 1 : 0, value.milliseconds)
    }

    private func entry(place: Int, key: RankingKey) -> RankedProvider {
        let signalDelay = BoundedDelay.median(runs.compactMap(\.signalDelay))
        return RankedProvider(
            provider: name,
            place: place,
            valueMs: value?.milliseconds,
            isLowerBound: value?.isLowerBound ?? false,
            signalDelayP95Ms: signalDelay?.milliseconds,
            isSignalDelayLowerBound: signalDelay?.isLowerBound ?? false,
            runs: runs.count,
            died: died,
            delivered: delivered,
            reason: reason(key)
        )
    }

    private func reason(_ key: RankingKey) -> String {
        guard died == 0, let value else {
            let who = runs.count == 1 ? "died" : "died in \(died) of \(runs.count) runs"
            return "\(who), \(Figures.percent(delivered)) of the asked duration delivered: "
                + "behind all that lived, however fast"
        }
        let number = Figures.milliseconds(value.milliseconds)
        let over = runs.count == 1 ? "" : ", median of \(runs.count) runs"
        guard value.isLowerBound else { return "\(key.noun) \(number)\(over)" }
        return "\(key.noun) at least \(number)\(over): known only from below, behind all that are known"
    }
}
