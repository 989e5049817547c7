import LabModel
import Testing

@Suite struct PriceSettingsTests {
    private let prices: PriceList = {
        var prices = PriceList(currency: "EUR")
        (prices.date, prices.perHour, prices.perGigabyteIn) = ("2026-11-21", 1.5, 0)
        (prices.perGigabyteOut, prices.perViewerHour) = (0.05, 0.01)
        return prices
    }()
    private let task = TaskPrices(
        perCPUHour: 0.04,
        perGigabyteHour: 0.004,
        currency: "CHF",
        date: "2026-01-02",
        region: "there"
    )

    @Test func comeBackFromAManifest() {
        #expect(PriceList(settings: prices.settings) == prices)
        #expect(Set(prices.settings.keys) == PriceList.settingNames)
        #expect(TaskPrices(settings: task.settings) == task)
        #expect(Set(task.settings.keys) == TaskPrices.settingNames)
        let bare = PriceList(currency: "USD")
        #expect(bare.settings == ["price_currency": .text("USD")] && PriceList(settings: bare.settings) == bare)
        let undated = TaskPrices(perCPUHour: 1, perGigabyteHour: 2)
        #expect(undated.settings.count == 3 && TaskPrices(settings: undated.settings) == undated)
    }

    @Test func wholeNumbersArePricesToo() {
        let settings: [String: SettingValue] = ["price_currency": .text("USD"), "price_per_hour": .integer(2)]
        #expect(PriceList(settings: settings)?.perHour == 2)
    }

    @Test func othersAreNone() {
        #expect(PriceList(settings: [:]) == nil && TaskPrices(settings: [:]) == nil)
        for value in [SettingValue.text("usd"), .text("US"), .text("<b>"), .text("ÜSD"), .integer(840), .flag(true)] {
            #expect(PriceList(settings: ["price_currency": value]) == nil)
            #expect(TaskPrices(settings: task.settings.merging(["task_price_currency": value]) { $1 }) == nil)
        }
        for value in [SettingValue.number(-1), .number(.nan), .number(.infinity), .text("1"), .flag(true)] {
            #expect(PriceList(settings: prices.settings.merging(["price_per_hour": value]) { $1 })?.perHour == nil)
            #expect(TaskPrices(settings: task.settings.merging(["task_price_per_gb_hour": value]) { $1 }) == nil)
        }
        for value in ["", "today", "2026-1-02", "2026-11-21T00:00", "2026-٠1-02", "<20-11-21"] {
            let settings = prices.settings.merging(["price_date": .text(value)]) { $1 }
            #expect(PriceList(settings: settings)?.date == nil)
        }
        let long = task.settings.merging(["task_price_region": .text(String(repeating: "a", count: 65))]) { $1 }
        #expect(TaskPrices(settings: long)?.region == nil)
    }

    @Test func anHourOfATask() {
        #expect(abs(task.perHour(cpu: 2_048, memory: 3) - 0.092) < 1e-12)
        #expect(task.perHour(cpu: 0, memory: 0) == 0)
    }

    @Test func settingsAreReadByTheirKind() {
        #expect(SettingValue.text("a").text == "a" && SettingValue.text("a").number == nil)
        #expect(SettingValue.integer(2).number == 2 && SettingValue.number(0.5).number == 0.5)
        #expect(SettingValue.flag(true).number == nil && SettingValue.integer(2).text == nil)
    }
}
