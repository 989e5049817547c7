import LabModel
import Testing

@testable import Estimation

@Suite struct RunCostsTests {
    /// 251 frames of 1,000 bytes, 25 a second: 200 kbit/s, which are 0.09 GB an hour.
    private func cost(_ prices: PriceList?, _ task: TaskPrices? = nil) -> Summary.Cost? {
        let run = Planted(frames: 0..<251)
        var manifest = Planted.manifest
        manifest.settings = ["on": .text("ecs"), "cpu": .integer(1_024), "memory": .integer(2)]
        manifest.settings.merge(prices?.settings ?? [:]) { $1 }
        manifest.settings.merge(task?.settings ?? [:]) { $1 }
        return Estimator.summarize(run.trace, manifest: manifest).costUsd
    }

    private let dollars: PriceList = {
        var prices = PriceList(currency: "USD")
        (prices.perHour, prices.perGigabyteOut) = (3.6, 10)
        return prices
    }()

    @Test func dollarsFillTheSummary() throws {
        let found = try #require(cost(dollars))
        #expect(PricedRun.equal(found.perViewerHour, 0.9))
        let seconds = try #require(Planted(frames: 0..<251).summarize().run.durationS)
        #expect(PricedRun.equal(found.run, 4.5 * seconds / 3_600))
    }

    @Test func aTasksDollarsAreAdded() throws {
        let task = TaskPrices(perCPUHour: 0.25, perGigabyteHour: 0.125)
        let seconds = try #require(Planted(frames: 0..<251).summarize().run.durationS)
        #expect(PricedRun.equal(try #require(cost(dollars, task)).run, 5 * seconds / 3_600))
        #expect(PricedRun.equal(try #require(cost(nil, task)).run, 0.5 * seconds / 3_600))
    }

    @Test func nothingElseDoes() {
        #expect(cost(nil) == nil)
        #expect(cost(PriceList(currency: "USD")) == nil)
        var euros = dollars
        euros.currency = "EUR"
        #expect(cost(euros) == nil)
        #expect(cost(euros, TaskPrices(perCPUHour: 1, perGigabyteHour: 1)) == nil)
    }
}
