import LabModel
import Testing

@Suite struct FrameRateTests {
    @Test func ticksNeverDrift() throws {
        let rate = try #require(FrameRate("30000/1001"))
        #expect(rate.timeOfTick(30_000) == .seconds(1_001))
        #expect(rate.timeOfTick(4_294_967_295).nanoseconds == 143_308_742_076_500_000)
        #expect(rate.period.nanoseconds == 33_366_667)
    }

    @Test(arguments: [
        ("25", "25"), ("29.97", "30000/1001"), ("23.976", "24000/1001"), ("59.94", "60000/1001"),
        ("12.5", "25/2"), ("50/2", "25"), ("0.1", "1/10"), ("1000", "1000"),
    ])
    func readsRates(text: String, rate: String) {
        #expect(FrameRate(text)?.description == rate)
    }

    @Test(arguments: ["", "0", "-25", "0.09", "1001", "nan", "25/0", "0/1", "1/2/3", "a", "25fps"])
    func refusesTheRest(text: String) {
        #expect(FrameRate(text) == nil)
    }

    @Test func aTickOfADifficultRate() throws {
        let rate = try #require(FrameRate(numerator: 999_999_937, denominator: 1_000_003))
        #expect(rate.timeOfTick(999_999_937) == .seconds(1_000_003))
        #expect(rate.timeOfTick(0) == .zero)
    }
}
