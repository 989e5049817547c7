import LabModel

@testable import Estimation

/// Runs that say what they used and what is charged for it.
enum PricedRun {
    /// A list with every price, such that each item of an hour is another amount.
    static let prices: PriceList = {
        var prices = PriceList(currency: "USD")
        (prices.date, prices.perHour, prices.perGigabyteIn) = ("2026-11-21", 0.5, 0.25)
        (prices.perGigabyteOut, prices.perViewerHour) = (0.125, 0.0625)
        return prices
    }()

    /// 30 minutes at 8 Mbit/s, which are 3.6 GB an hour.
    static func summary(
        _ prices: PriceList? = prices,
        provider: String = "acme",
        settings: [String: SettingValue] = [:],
        edit: (inout Summary) -> Void = { _ in }
    ) -> Summary {
        var manifest = Planted.manifest
        manifest.provider = provider
        manifest.settings = (prices?.settings ?? [:]).merging(settings) { _, given in given }
        var summary = Summary(run: .init(manifest: manifest, startedAt: "", endReason: .duration))
        summary.run.durationS = 1_800
        summary.bitrateBps = 8_000_000
        (summary.media.width, summary.media.height) = (1_280, 720)
        edit(&summary)
        return summary
    }

    /// Whether two amounts are equal but for rounding.
    static func equal(_ one: Double?, _ other: Double) -> Bool {
        one.map { abs($0 - other) <= 1e-12 * max(1, abs(other)) } ?? false
    }
}
