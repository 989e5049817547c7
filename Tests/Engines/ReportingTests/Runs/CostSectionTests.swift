import Charts
import Estimation
import LabModel
import Testing

@testable import Reporting

@Suite struct CostSectionTests {
    /// Ten seconds of a provider with a list of prices.
    private func run(_ provider: String, perHour: Double?, p95: Double, currency: String = "USD") -> ReportRun {
        var summary = Planted.quiet
        summary.run.provider = provider
        if let perHour {
            var prices = PriceList(currency: currency)
            (prices.date, prices.perHour, prices.perGigabyteOut) = ("2026-11-21", perHour, 0.05)
            summary.run.settings.merge(prices.settings) { $1 }
        }
        summary.signalDelayMs?.values.p95 = p95
        return ReportRun(summary: summary)
    }

    private func section(_ runs: [ReportRun], viewers: Int = 1) throws -> ReportSection? {
        var input = ReportInput(runs: runs, generatedAt: Planted.start, toolVersion: "1")
        input.options.viewers = viewers
        return CostSection(input, ranking: try Ranking(runs.map(\.summary))).section
    }

    private func text(_ section: ReportSection) throws -> String {
        let document = ReportDocument(title: "t", sections: [section])
        let text = try DocumentText.render(document, style: TextStyle(colour: false, unicode: true, width: 200))
        return text.split(separator: "\n").joined(separator: " ")
    }

    private func charts(_ section: ReportSection) -> [Chart] {
        section.blocks.compactMap { block in
            if case .chart(let chart) = block { chart } else { nil }
        }
    }

    @Test func nothingIsToldWithoutPrices() throws {
        #expect(try section([run("a", perHour: nil, p95: 10)]) == nil)
    }

    @Test func whoIsWorthItsPrice() throws {
        let runs = [
            run("dear", perHour: 3, p95: 40), run("cheap", perHour: 1, p95: 90), run("bad", perHour: 2, p95: 95),
        ]
        let section = try #require(try section(runs))
        let text = try text(section)
        // 2.512 Mbit/s are 1.1304 GB an hour, of 0.05 each.
        #expect(
            text.contains(
                "Worth their price in these runs, for a viewer's hour with one viewer, the dearer ones being less delayed: "
                    + "cheap (USD 1.057, 90.00 ms); dear (USD 3.057, 40.00 ms). bad costs no less and was delayed no less "
                    + "than cheap."
            )
        )
        #expect(text.contains("2026-11-21") && text.contains("behind cheap"))
        let chart = try #require(charts(section).first)
        #expect(chart.id == "cost-usd" && chart.x.unit == "USD" && chart.y.name == "signal delay p95")
        #expect(chart.series.map(\.name) == ["worth the price", "cheap", "bad", "dear"])
        #expect(chart.series.map(\.colour).dropFirst() == [1, 2, 0])
        #expect(chart.series[0].points.map(\.y) == [90, 40])
        #expect(abs((chart.series[3].points.first?.x ?? 0) - 3.05652) < 1e-9)
    }

    @Test func oneThatIsBestInBothIsCalledSo() throws {
        let section = try #require(
            try section([run("a", perHour: 1, p95: 40), run("b", perHour: 2, p95: 50)], viewers: 100)
        )
        let text = try text(section)
        #expect(
            text.contains(
                "Cheapest and least delayed in these runs, for a viewer's hour with 100 viewers: a (USD 0.06652, 40.00 ms). "
                    + "b costs no less and was delayed no less than a."
            )
        )
        #expect(charts(section).first?.series.map(\.name) == ["a", "b"])
    }

    /// A delay known only from below may be any longer.
    @Test func dearerOnesAreNotCalledFasterWhereNobodyKnows() throws {
        var dear = run("dear", perHour: 3, p95: 40)
        dear.summary.signalDelayMs?.censored = 30
        dear.summary.signalDelayMs?.lowerBound = ["p95"]
        let text = try text(try #require(try section([dear, run("cheap", perHour: 1, p95: 90)])))
        #expect(text.contains("Worth their price in these runs, for a viewer's hour with one viewer: cheap"))
        #expect(!text.contains("the dearer ones"))
    }

    @Test func currenciesStandByThemselves() throws {
        let runs = [
            run("a", perHour: 1, p95: 40), run("b", perHour: 2, p95: 50, currency: "EUR"),
            run("c", perHour: nil, p95: 1),
        ]
        let section = try #require(try section(runs))
        let text = try text(section)
        #expect(text.contains("Currencies are not converted: only amounts of one currency are compared."))
        #expect(text.contains("No prices are known of c."))
        #expect(!text.contains("Worth their price") && !text.contains("Cheapest") && charts(section).isEmpty)
    }

    /// What is left out of a cost would draw its provider too far left.
    @Test func whoHasNoPlaceHasNoPoint() throws {
        var dead = run("dead", perHour: 1, p95: 5)
        dead.summary.run.endReason = .stalled
        let runs = [
            run("a", perHour: 1, p95: 40), run("b", perHour: 2, p95: 30), dead, run("part", perHour: 0.5, p95: 60),
            run("part", perHour: nil, p95: 60), run("mixed", perHour: 0.5, p95: 61),
            run("mixed", perHour: 0.5, p95: 61, currency: "EUR"),
        ]
        let charts = charts(try #require(try section(runs)))
        #expect(charts.map(\.id) == ["cost-usd"])
        let chart = try #require(charts.first)
        #expect(chart.series.map(\.name) == ["worth the price", "a", "b"])
        #expect(
            chart.note
                == "Further left is cheaper, further down is less delayed. Without a point: part, mixed (the whole cost is "
                + "not known); dead (no delay is known, or the stream died in a run)."
        )
    }

    @Test func hostileNamesStayWithinTheirCells() throws {
        let name = #"<script>alert("1")</script>"#
        let section = try #require(try section([run(name, perHour: 1, p95: 40), run("b", perHour: 2, p95: 50)]))
        #expect(try !section.html.contains("<script>alert"))
    }

    @Test(arguments: [
        (0, "0"), (0.5, "0.50"), (1.9125, "1.913"), (19.126, "19.13"), (1_234.5, "1234.50"), (0.052_652, "0.05265"),
        (0.000_012_34, "0.00001234"), (0.000_000_000_4, "0.00"), (-0.25, "-0.25"), (2, "2.00"),
    ])
    func amounts(_ value: Double, _ text: String) {
        #expect(NumberText.money(value) == text)
    }
}
