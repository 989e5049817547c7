import LabModel
import Testing

@testable import HLS

@Suite struct DecimalSecondsTests {
    @Test(arguments: [
        ("0", 0), ("2", 2_000_000_000), ("2.", 2_000_000_000), (".5", 500_000_000), ("2.002", 2_002_000_000),
        ("0.033366666", 33_366_666), ("0.0333666667", 33_366_666), ("999999999.999999999", 999_999_999_999_999_999),
    ])
    func secondsAreRead(text: String, nanoseconds: Int64) {
        #expect(Latency(decimalSeconds: text[...]) == Latency(nanoseconds: nanoseconds))
    }

    @Test(arguments: ["", ".", "-1", "+1", "1e3", "1.2.3", "1 ", "0x1", "1,5", "1000000000", "nan", "inf", "١"])
    func nothingElse(text: String) {
        #expect(Latency(decimalSeconds: text[...]) == nil)
    }

    @Test(arguments: [
        (0, "0.000"), (2_000_000_000, "2.000"), (33_366_666, "0.033366666"), (1_001_000_000, "1.001"),
        (1, "0.000000001"),
        (-4_500_000_000, "-4.500"), (200_000_000, "0.200"), (1_000_100_000, "1.0001"),
    ])
    func secondsAreWritten(nanoseconds: Int64, text: String) {
        #expect(Latency(nanoseconds: nanoseconds).decimalSeconds == text)
    }
}
