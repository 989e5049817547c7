import LabModel
import Testing

@Suite struct DataRateTests {
    @Test(arguments: [
        ("2500k", 2_500_000), ("2.5M", 2_500_000), ("2500000", 2_500_000), ("1G", 1_000_000_000), ("10K", 10_000),
    ])
    func readsRates(text: String, bits: Int) {
        #expect(DataRate(text)?.bitsPerSecond == bits)
    }

    @Test(arguments: ["", "k", "9999", "1.1G", "-5M", "nan", "infM", "2500kbit", "1 M"])
    func refusesTheRest(text: String) {
        #expect(DataRate(text) == nil)
    }

    @Test func writesThousands() {
        #expect(DataRate(bitsPerSecond: 2_500_000).description == "2500k")
        #expect(DataRate(bitsPerSecond: 12_345).description == "12345")
    }
}
