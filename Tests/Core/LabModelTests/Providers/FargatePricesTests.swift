import LabModel
import Testing

@Suite struct FargatePricesTests {
    @Test func aRegionsPricesSayWhereAndWhen() throws {
        let prices = try #require(FargatePrices.prices(in: "us-east-1"))
        #expect(prices.perCPUHour == 0.04048 && prices.perGigabyteHour == 0.004445 && prices.currency == "USD")
        #expect(prices.region == "us-east-1" && prices.date == FargatePrices.date)
        #expect(TaskPrices(settings: prices.settings) == prices)
        // Half a core and a gigabyte.
        #expect(abs(prices.perHour(cpu: 512, memory: 1) - 0.024_685) < 1e-12)
    }

    @Test func othersAreNotGuessed() {
        #expect(FargatePrices.prices(in: "moon-1") == nil && FargatePrices.prices(in: "") == nil)
    }

    /// A digit that slipped would show: AWS's gigabyte costs about a ninth of its core in every region.
    @Test func theListIsOfOneCast() {
        #expect(FargatePrices.regions.count == 16 && FargatePrices.regions.contains("eu-central-1"))
        for region in FargatePrices.regions {
            let prices = FargatePrices.prices(in: region)
            let ratio = (prices?.perCPUHour ?? 0) / (prices?.perGigabyteHour ?? 1)
            #expect((9...9.2).contains(ratio) && (0.04...0.07).contains(prices?.perCPUHour ?? 0), "\(region)")
        }
    }
}
