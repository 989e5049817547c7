import Foundation
import LabModel
import Testing

@testable import Estimation

@Suite struct RunCostTests {
    private let task = TaskPrices(perCPUHour: 0.04, perGigabyteHour: 0.01, date: "2026-01-02", region: "here")
    private let onTask: [String: SettingValue] = ["on": .text("ecs"), "cpu": .integer(512), "memory": .number(2)]

    @Test func everyPriceComesToItsAmount() throws {
        let costs = RunCost.costs(of: PricedRun.summary())
        let cost = try #require(costs.first)
        #expect(costs.count == 1 && cost.currency == "USD" && cost.dates == ["2026-11-21"] && cost.isWhole)
        #expect(cost.items.map(\.kind) == [.hour, .gigabyteIn, .gigabyteOut, .viewerHour])
        // 3.6 GB an hour: in 0.9, out 0.45.
        #expect(zip(cost.items, [0.5, 0.9, 0.45, 0.0625]).allSatisfy { PricedRun.equal($0.perHour, $1) })
        #expect(PricedRun.equal(cost.perHour, 1.4) && PricedRun.equal(cost.perViewerHour, 0.5125))
        #expect(PricedRun.equal(cost.run, 1.9125 / 2))
        #expect(PricedRun.equal(cost.viewerHour(audience: 1), 1.9125))
        #expect(PricedRun.equal(cost.viewerHour(audience: 100), 0.5265))
        #expect(PricedRun.equal(cost.viewerHour(audience: 0), 1.9125))
    }

    @Test func nothingIsChargedThatHasNoPrice() {
        #expect(RunCost.costs(of: PricedRun.summary(nil)).isEmpty)
        #expect(RunCost.costs(of: PricedRun.summary(PriceList(currency: "USD"))).isEmpty)
        var prices = PriceList(currency: "EUR")
        prices.perHour = 2
        let cost = RunCost.costs(of: PricedRun.summary(prices)).first
        #expect(cost?.perHour == 2 && cost?.perViewerHour == 0 && cost?.run == 1)
        #expect(cost?.dates == [])
    }

    @Test func whatIsNotKnownIsNotZero() throws {
        let silent = try #require(RunCost.costs(of: PricedRun.summary { $0.bitrateBps = nil }).first)
        #expect(silent.perHour == nil && silent.perViewerHour == nil && silent.run == nil)
        #expect(silent.viewerHour(audience: 10) == nil)
        let endless = try #require(RunCost.costs(of: PricedRun.summary { $0.run.durationS = nil }).first)
        #expect(endless.run == nil && PricedRun.equal(endless.perHour, 1.4))
        var prices = PriceList(currency: "USD")
        (prices.perHour, prices.perGigabyteOut) = (1, 0)
        let free = try #require(RunCost.costs(of: PricedRun.summary(prices) { $0.bitrateBps = nil }).first)
        #expect(free.perHour == 1 && free.perViewerHour == 0 && free.run == 0.5)
    }

    @Test func aTaskIsChargedWhereItRanOnOne() throws {
        let cost = try #require(RunCost.costs(of: PricedRun.summary(nil, settings: onTask), task: task).first)
        #expect(cost.items.map(\.kind) == [.task] && cost.dates == ["2026-01-02"])
        #expect(PricedRun.equal(cost.perHour, 0.04) && cost.perViewerHour == 0 && PricedRun.equal(cost.run, 0.02))
        let recorded = PricedRun.summary(nil, settings: onTask.merging(task.settings) { one, _ in one })
        #expect(RunCost.costs(of: recorded) == [cost])
        var local = onTask
        local["on"] = .text("local")
        #expect(RunCost.costs(of: PricedRun.summary(nil, settings: local), task: task).isEmpty)
        let event = RunEvent(tS: 0, code: "cpu_memory_not_enforced", text: "")
        let noted = PricedRun.summary(nil, settings: onTask) { $0.events = [event] }
        #expect(RunCost.costs(of: noted, task: task).isEmpty)
        let warning = RunWarning(code: .cpuMemoryNotEnforced, text: "", remedy: "")
        let warned = PricedRun.summary(nil, settings: onTask) { $0.warnings = [warning] }
        #expect(RunCost.costs(of: warned, task: task).isEmpty)
        #expect(RunCost.costs(of: PricedRun.summary(nil, settings: ["on": .text("ecs")]), task: task).isEmpty)
    }

    @Test func oneCurrencyIsOneSum() throws {
        let cost = try #require(RunCost.costs(of: PricedRun.summary(settings: onTask), task: task).first)
        #expect(cost.isWhole && cost.dates == ["2026-01-02", "2026-11-21"] && cost.items.count == 5)
        #expect(PricedRun.equal(cost.perHour, 1.44) && PricedRun.equal(cost.perViewerHour, 0.5125))
    }

    @Test func currenciesAreNeverMixed() {
        var euros = task
        euros.currency = "EUR"
        let costs = RunCost.costs(of: PricedRun.summary(settings: onTask), task: euros)
        #expect(costs.map(\.currency) == ["EUR", "USD"] && costs.allSatisfy { !$0.isWhole })
        #expect(PricedRun.equal(costs.first?.perHour, 0.04) && PricedRun.equal(costs.last?.perHour, 1.4))
    }

    @Test func givenPricesStandInPlaceOfRecordedOnes() {
        var other = PriceList(currency: "CHF")
        other.perViewerHour = 3
        let costs = RunCost.costs(of: PricedRun.summary(), prices: other)
        #expect(costs.map(\.currency) == ["CHF"] && costs.first?.perViewerHour == 3)
    }

    @Test func whatComesInIsWhatWasSent() throws {
        func perHour(_ settings: [String: SettingValue]) -> Double? {
            var prices = PriceList(currency: "USD")
            prices.perGigabyteIn = 1
            return RunCost.costs(of: PricedRun.summary(prices, settings: settings)).first?.perHour
        }
        #expect(PricedRun.equal(perHour(["size": .text("1280x720"), "bitrate": .text("4000k")]), 3.6))
        // Another size is the provider's own making: what the encoder was held to came in, 1.8 GB an hour.
        #expect(PricedRun.equal(perHour(["size": .text("1920x1080"), "bitrate": .text("4000k")]), 1.8))
        #expect(perHour(["size": .text("1920x1080")]) == nil)
        #expect(PricedRun.equal(perHour(["push": .text("rtmp://a/b rtmp://c/d")]), 7.2))
    }

    @Test func jsonHoldsNulls() throws {
        let cost = try #require(RunCost.costs(of: PricedRun.summary { $0.run.durationS = nil }).first)
        let text = String(decoding: try JSONEncoder().encode(cost), as: UTF8.self)
        #expect(text.contains(#""run":null"#) && text.contains(#""per_viewer_hour":0.5125"#))
        #expect(try JSONDecoder().decode(RunCost.self, from: Data(text.utf8)) == cost)
    }
}
