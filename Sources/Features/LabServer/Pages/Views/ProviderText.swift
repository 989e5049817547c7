import LabModel
import Reporting

/// One provider as it is shown.
struct ProviderText: Sendable {
    var name: String
    var notes: String?
    /// The list of its runs; nil where it has none.
    var runsAddress: String?
    var signalP95: String
    var frameP50: String
    var operating: String
    var runs: String
    var newest: String
    /// The page of its newest complete run; nil where it has none.
    var newestAddress: String?
    /// Where it is played from; nil where nobody says.
    var playback: String?
    var `protocol`: String
    var prices: String
    /// The form that measures it; nil where it cannot be measured from here.
    var measureAddress: String?

    init(_ row: DashboardData.ProviderRow) {
        name = ShownText.name(row.name, limit: 64)
        notes = row.definition?.notes.map { ShownText.name($0, limit: 300) }
        runsAddress = row.runs > 0 ? PageAddress.path("/", [("provider", row.name)]) : nil
        signalP95 = ShownText.delay(row.signalDelayP95)
        frameP50 = ShownText.milliseconds(row.frameDelayP50Ms)
        operating = ShownText.delay(row.operatingDelay)
        runs =
            row.complete == row.runs
            ? ShownText.count(row.runs) : "\(ShownText.count(row.complete)) of \(ShownText.count(row.runs))"
        newest = row.newest.map { String(ShownText.instant($0).prefix(16)) } ?? ShownText.unknown
        newestAddress = row.newestName.map { "/runs/" + PageAddress.encoded($0) }
        playback = row.definition.map { ShownText.name($0.playback, limit: 200) }
        self.protocol =
            row.definition.map { $0.playbackProtocol == .automatic ? "" : $0.playbackProtocol.rawValue } ?? ""
        prices = row.definition?.prices.map(Self.prices) ?? ShownText.unknown
        measureAddress = row.definition.map { PageAddress.path("/measure", [("provider", $0.name)]) }
    }

    /// A price list in one line: `2.5 EUR an hour, 0.08 EUR a GB out (2026-11-21)`.
    static func prices(_ list: PriceList) -> String {
        let parts: [(Double?, String)] = [
            (list.perHour, "an hour"), (list.perGigabyteIn, "a GB in"), (list.perGigabyteOut, "a GB out"),
            (list.perViewerHour, "a viewer's hour"),
        ]
        let currency = ShownText.name(list.currency, limit: 8)
        let told = parts.compactMap { price, unit in price.map { "\($0) \(currency) \(unit)" } }
        guard !told.isEmpty else { return ShownText.unknown }
        return told.joined(separator: ", ") + (list.date.map { " (\(ShownText.name($0, limit: 10)))" } ?? "")
    }
}
