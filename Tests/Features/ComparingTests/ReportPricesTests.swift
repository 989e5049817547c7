import Estimation
import Foundation
import LabModel
import Reporting
import RunStore
import Testing

@testable import Comparing

/// What a report of stored runs says by prices that are given for it, and by which set a row's verdict goes.
@Suite("Report prices") struct ReportPricesTests {
    private let planted: PlantedRuns

    init() throws {
        planted = try PlantedRuns()
    }

    private struct Told: Decodable {
        struct Run: Decodable {
            var costs: [RunCost]
            var summary: Priced
        }
        struct Priced: Decodable {
            struct Cost: Decodable {
                var run: Double?
                var perViewerHour: Double?

                enum CodingKeys: String, CodingKey {
                    case run
                    case perViewerHour = "per_viewer_hour"
                }
            }
            var cost: Cost?

            enum CodingKeys: String, CodingKey {
                case cost = "cost_usd"
            }
        }
        var viewers: Int
        var runs: [Run]
    }

    private func input() throws -> ReportInput {
        let request = ReportRequest([RunChoice()], generatedAt: PlantedRuns.start, toolVersion: "1.2")
        return try ReportSource(planted.store).input(request)
    }

    private func prices(_ currency: String, perHour: Double) -> PriceList {
        var prices = PriceList(currency: currency)
        (prices.perHour, prices.perViewerHour) = (perHour, 0.5)
        return prices
    }

    private func told(_ input: ReportInput) throws -> Told {
        try JSONDecoder().decode(Told.self, from: Data(RunsReport.render(input, as: .json).utf8))
    }

    private func rows(_ input: ReportInput, _ text: String) throws -> [[String]] {
        try RunsReport.render(input, as: .csv).components(separatedBy: "\r\n")
            .filter { $0.contains(text) }.map { $0.components(separatedBy: ",") }
    }

    @Test("prices given for a report are those of its JSON and its CSV too")
    func given() throws {
        try planted.add("a")
        var input = try input()
        #expect(try told(input).runs[0].summary.cost == nil && told(input).runs[0].costs.isEmpty)
        // Twice: what was given before does not stay.
        for (perHour, viewers) in [(3.5, 1), (1.5, 10)] {
            input.runs[0].price(by: prices("USD", perHour: perHour))
            input.options.viewers = viewers
            let told = try told(input)
            let hours = try #require(input.runs[0].summary.run.durationS) / 3_600
            let cost = try #require(told.runs[0].summary.cost)
            #expect(cost.perViewerHour == 0.5)
            #expect(abs((cost.run ?? 0) - (perHour + 0.5) * hours) < 1e-12)
            #expect(told.viewers == viewers && told.runs[0].costs == input.runs[0].costs)
            #expect(told.runs[0].costs.map(\.perHour) == [perHour])
            let row = try #require(try rows(input, ",cost_usd.run,").first)
            #expect(Double(row[10]) == cost.run)
        }
        input.runs[0].price(by: prices("EUR", perHour: 1))
        #expect(try told(input).runs[0].summary.cost == nil)
        #expect(try told(input).runs[0].costs.map(\.currency) == ["EUR"])
        #expect(try rows(input, ",cost_usd").isEmpty)
    }

    @Test("a difference's verdict names the column of the set that is lower")
    func verdicts() throws {
        for number in 0..<4 {
            try planted.add("fast-\(number)", provider: "fast", delayMs: 20 + Double(number))
            try planted.add("slow-\(number)", provider: "slow", delayMs: 300 + Double(number))
        }
        var input = try input()
        for _ in 0..<2 {
            let row = try #require(try rows(input, "difference,").first)
            let value = try #require(Double(row[10]))
            #expect(Set(row[1...2]) == ["fast", "slow"] && (value < 0) == (row[1] == "fast"))
            #expect(row.last == (row[1] == "fast" ? "compared_as_lower" : "against_lower"))
            input.runs.reverse()
        }
    }

    @Test("the words on costs tell of prices that were given")
    func words() throws {
        try planted.add("a")
        let text = try RunsReport.render(input(), as: .text).split { $0.isWhitespace }.joined(separator: " ")
        #expect(
            text.contains(
                "By the price list that was recorded with the run or given for this report, in its own currency and of its "
                    + "date; never converted."
            )
        )
    }
}
