import Foundation
import LabModel
import Testing

@testable import Estimation

@Suite struct CostComparisonTests {
    /// A run that ranks by its signal delay.
    private func run(
        _ provider: String,
        perHour: Double,
        p95: Double?,
        currency: String = "USD",
        edit: (inout Summary) -> Void = { _ in }
    ) -> Summary {
        var prices = PriceList(currency: currency)
        (prices.perHour, prices.perViewerHour) = (perHour, 0.5)
        return PricedRun.summary(prices, provider: provider) { summary in
            summary.frames.marked = 100
            summary.media.container = "mpegts"
            if let p95 {
                var values = Distribution()
                values.p95 = p95
                summary.signalDelayMs = SignalDelay(values: values, censored: 0, lowerBound: [])
            }
            edit(&summary)
        }
    }

    private func compare(_ runs: [Summary], viewers: Int = 1) throws -> CostComparison {
        let names = runs.map(\.run.provider).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let providers = names.map { name in
            (name: name, runs: runs.filter { $0.run.provider == name }.map { RunCost.costs(of: $0) })
        }
        return CostComparison(providers, ranking: try Ranking(runs), viewers: viewers)
    }

    @Test func theAudienceDecidesWhatAViewerCosts() throws {
        let runs = [run("a", perHour: 10, p95: 40), run("b", perHour: 2, p95: 90)]
        let one = try compare(runs)
        #expect(one.rows.map(\.cost.provider) == ["b", "a"] && one.rows.map(\.viewerHour) == [2.5, 10.5])
        #expect(one.rows.map(\.standing) == [.front, .front] && one.key == .signalDelay)
        let many = try compare(runs, viewers: 1_000)
        #expect(PricedRun.equal(many.rows.last?.viewerHour, 0.51) && many.viewers == 1_000)
        #expect(try compare(runs, viewers: 0).viewers == 1)
    }

    @Test func dearerAndSlowerIsTold() throws {
        let found = try compare([run("a", perHour: 1, p95: 40), run("b", perHour: 2, p95: 41)])
        #expect(found.rows.map(\.standing) == [.front, .dominated] && found.rows.last?.dominatedBy == ["a"])
    }

    @Test func currenciesDoNotCompete() throws {
        let found = try compare([run("a", perHour: 1, p95: 40), run("b", perHour: 2, p95: 41, currency: "EUR")])
        #expect(found.rows.map(\.cost.currency) == ["EUR", "USD"])
        #expect(found.rows.allSatisfy { $0.standing == .front })
    }

    @Test func whoDiedHasNoPlace() throws {
        let dead = run("a", perHour: 1, p95: 10) { $0.run.endReason = .stalled }
        let found = try compare([dead, run("b", perHour: 2, p95: 41)])
        #expect(found.rows.map(\.standing) == [.delayUnknown, .front] && found.rows[0].cost.provider == "a")
    }

    @Test func whatIsNotKnownHasNoPlace() throws {
        let free = PricedRun.summary(nil, provider: "free") { $0.frames.marked = 100 }
        let part = run("part", perHour: 1, p95: 10)
        var other = part
        other.run.settings = [:]
        let found = try compare([free, part, other, run("b", perHour: 9, p95: 41)])
        #expect(found.unpriced == ["free"])
        #expect(
            found.rows.map(\.cost.provider) == ["part", "b"] && found.rows.map(\.standing) == [.costUnknown, .front]
        )
        let unranked = CostComparison([("b", [RunCost.costs(of: run("b", perHour: 9, p95: 41))])], ranking: nil)
        #expect(unranked.rows.map(\.standing) == [.delayUnknown] && unranked.key == nil)
        #expect(CostComparison([], ranking: nil).rows.isEmpty)
    }

    @Test func runsOfAProviderAreSummedAndTheirHoursAveraged() throws {
        var dates = run("a", perHour: 3, p95: 50)
        dates.run.settings["price_date"] = .text("2026-02-03")
        let cost = try #require(try compare([run("a", perHour: 1, p95: 40), dates]).rows.first?.cost)
        #expect(cost.runs == 2 && cost.isWhole && cost.dates == ["2026-02-03"])
        #expect(cost.total == 0.75 + 1.75 && cost.perHour == 2 && cost.perViewerHour == 0.5)
        #expect(cost.viewerHour(audience: 4) == 1)
        var endless = run("a", perHour: 1, p95: 40)
        endless.run.durationS = nil
        let open = try #require(try compare([run("a", perHour: 1, p95: 40), endless]).rows.first?.cost)
        #expect(open.total == nil && open.perHour == 1)
    }

    @Test func goesThroughJSON() throws {
        let found = try compare([run("a", perHour: 1, p95: 40), run("b", perHour: 2, p95: 41)])
        let data = try JSONEncoder().encode(found)
        #expect(try JSONDecoder().decode(CostComparison.self, from: data) == found)
        let text = String(decoding: data, as: UTF8.self)
        #expect(text.contains(#""dominated_by":["a"]"#) && text.contains(#""viewer_hour":1.5"#))
    }
}
