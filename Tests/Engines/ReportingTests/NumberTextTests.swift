import Testing

@testable import Reporting

@Suite struct NumberTextTests {
    @Test(arguments: [
        (0.0, 2, "0.00"), (-0.0, 2, "0.00"), (-0.001, 2, "0.00"), (-0.004_9, 2, "0.00"), (-0.01, 2, "-0.01"),
        (4.405, 1, "4.4"), (0.5, 0, "1"), (-0.5, 0, "-1"), (1_234.567, 2, "1234.57"), (99.999, 2, "100.00"),
    ])
    func fixedRoundsHalvesAwayFromZero(value: Double, decimals: Int, text: String) {
        #expect(NumberText.fixed(value, decimals: decimals) == text)
    }

    @Test func fixedSurvivesWhatFitsNoInteger() {
        #expect(NumberText.fixed(.nan, decimals: 2) == "nan")
        #expect(NumberText.fixed(.infinity, decimals: 2) == "inf")
        #expect(NumberText.fixed(1e300, decimals: 2) == "1e+300")
    }

    @Test(arguments: [(4.405, "4.41"), (99.994, "99.99"), (99.996, "100.0"), (999.96, "1000"), (-250, "-250.0")])
    func millisecondsLoseDecimalsAsTheyGrow(value: Double, text: String) {
        #expect(NumberText.milliseconds(value) == text)
    }

    @Test(arguments: [
        (Int64(0), "0.000000000"), (1, "0.000000001"), (-1, "-0.000000001"), (1_500_000_000, "1.500000000"),
        (1_800_000_000_123_456_789, "1800000000.123456789"), (.min, "-9223372036.854775808"),
    ])
    func secondsAreExact(nanoseconds: Int64, text: String) {
        #expect(NumberText.seconds(nanoseconds: nanoseconds) == text)
    }

    @Test(arguments: [(0.0, "0 bit/s"), (950_000, "950 kbit/s"), (2_512_000, "2.51 Mbit/s"), (1.5e9, "1.50 Gbit/s")])
    func ratesHaveDecimalPrefixes(value: Double, text: String) {
        #expect(NumberText.rate(bitsPerSecond: value) == text)
    }

    @Test func lengthsAndCountsReadWell() {
        #expect(NumberText.length(milliseconds: 12.345) == "12.35 ms")
        #expect(NumberText.length(milliseconds: 12_345) == "12.3 s")
        #expect(NumberText.signed(milliseconds: 0.5) == "+0.50")
        #expect(NumberText.signed(milliseconds: -0.5) == "-0.50")
        #expect(NumberText.count(1, "frame") == "1 frame")
        #expect(NumberText.count(2, "frame") == "2 frames")
    }
}
