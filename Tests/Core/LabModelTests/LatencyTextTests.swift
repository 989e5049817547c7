import LabModel
import LabTesting
import Testing

@Suite struct LatencyTextTests {
    @Test(
        arguments: [
            ("10", 10_000_000_000), ("10s", 10_000_000_000), ("500ms", 500_000_000), ("2m", 120_000_000_000),
            ("1h", 3_600_000_000_000), ("250us", 250_000), ("7ns", 7), ("0", 0), ("1.5", 1_500_000_000),
            (".5s", 500_000_000), ("0.0334", 33_400_000),
        ] as [(String, Int64)]
    )
    func lengthsAreRead(text: String, nanoseconds: Int64) {
        #expect(Latency(text)?.nanoseconds == nanoseconds)
    }

    @Test(arguments: [
        "", "s", "ms", "-1", "-1s", "+1", "1 s", " 1", "1e3", "0x10", "nan", "inf", "1.2.3", "1sm", "ten", "1d", "١",
        "99999999999999999999", "1_000", ".",
    ])
    func othersAreRefused(text: String) {
        #expect(Latency(text) == nil)
    }

    @Test(arguments: ["0s", "1ns", "250us", "500ms", "90s", "2m", "26h"])
    func textsRoundTrip(text: String) throws {
        #expect(Latency.text(of: try #require(Latency(text))) == text)
    }

    @Test func noisyTextIsReadOrRefused() {
        var generator = SeededGenerator(seed: 1)
        let letters = Array("0123456789.smhun -+eE")
        for _ in 0..<2_000 {
            let text = String(
                (0..<Int.random(in: 0...8, using: &generator)).map { _ in
                    letters[Int.random(in: 0..<letters.count, using: &generator)]
                }
            )
            if let length = Latency(text) {
                #expect(length >= .zero, "\(text)")
            }
        }
    }
}
