import LabModel
import Testing

@Suite struct FrameRateTests {
    @Test func ticksNeverDrift() throws {
        let rate = try #require(FrameRate("30000/1001"))
        #expect(rate.timeOfTick(30_000) == .seconds(1_001))
        #expect(rate.timeOfTick(4_294_967_295).nanoseconds == 143_308_742_076_500_000)
        #expect(rate.period.nanoseconds == 33_366_667)
    }
}
