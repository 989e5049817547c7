import LabTesting
import Testing

@testable import Charts

@Suite("NumberWords")
struct NumberWordsTests {
    @Test("seven digits that count, thousands by commas, whole numbers in full")
    func values() {
        let words: [(Double, String)] = [
            (0, "0"), (-0.0, "0"), (1, "1"), (120.5, "120.5"), (1_234.5678, "1,234.568"),
            (0.000_123_456_78, "0.000123457"),
            (123_456_789, "123,456,789"), (-1_234.5, "-1,234.5"), (0.1 + 0.2, "0.3"), (99.999_999_9, "100"),
            (1e15, "1000000000000000"), (1e16, "1e+16"), (1e-10, "1e-10"), (2.5e6, "2,500,000"),
            (-0.000_000_000_4, "-4e-10"),
        ]
        for (value, text) in words {
            #expect(NumberWords.value(value) == text)
        }
    }

    @Test("decimals are rounded and kept")
    func fixed() {
        #expect(NumberWords.fixed(2, decimals: 2) == "2.00")
        #expect(NumberWords.fixed(-0.001, decimals: 2) == "0.00")
        #expect(NumberWords.fixed(1_999.996, decimals: 2) == "2,000.00")
        #expect(NumberWords.fixed(0.05, decimals: 1) == "0.1")
        #expect(NumberWords.fixed(1e20, decimals: 3) == "1e+20")
    }

    @Test("ticks have the decimals of their step and share a letter")
    func ticks() {
        #expect(NumberWords.tick(0.25, step: 0.05, largest: 1) == "0.25")
        #expect(NumberWords.tick(2, step: 0.5, largest: 4) == "2.0")
        #expect(NumberWords.tick(20_000, step: 5_000, largest: 50_000) == "20,000")
        #expect(NumberWords.tick(500_000, step: 500_000, largest: 2_500_000) == "0.5M")
        #expect(NumberWords.tick(0, step: 500_000, largest: 2_500_000) == "0.0")
        #expect(NumberWords.tick(150_000, step: 50_000, largest: 300_000) == "150k")
        #expect(NumberWords.tick(3e9, step: 1e9, largest: 5e9) == "3G")
        #expect(NumberWords.tick(1_000_001, step: 1, largest: 1_000_009) == "1,000,001")
    }

    @Test("what stands alone at a tick is short")
    func alone() {
        #expect(
            [0.001, 1, 1_000, 10_000, 200_000, 5e6, 1e9].map(NumberWords.alone) == [
                "0.001", "1", "1,000", "10k", "200k", "5M", "1G",
            ]
        )
    }

    @Test("an instant is told to the millisecond")
    func instants() {
        #expect(NumberWords.instant(1_795_231_695.25) == "2026-11-21 03:28:15.250")
        #expect(NumberWords.instant(-0.001) == "1969-12-31 23:59:59.999")
        #expect(NumberWords.instant(1e30) == NumberWords.instant(9e9))
    }

    @Test("what is told reads back as the number, to seven digits", arguments: 1...30)
    func roundTrip(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let power = Double(Int.random(in: -6...12, using: &random))
            var value = Double.random(in: -10...10, using: &random)
            for _ in 0..<Int(power.magnitude) {
                value = power > 0 ? value * 10 : value / 10
            }
            let text = NumberWords.value(value).replacing(",", with: "")
            let read = try #require(Double(text))
            #expect(abs(read - value) <= max(abs(value) * 5e-7, 5e-10))
        }
    }
}
