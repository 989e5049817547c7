import LabTesting
import Testing

@testable import Estimation

@Suite struct DecimalNumberTests {
    private func number(_ text: String) -> DecimalNumber? {
        DecimalNumber(Array(text.utf8).span)
    }

    @Test(arguments: [
        ("0", 0), ("-0", 0), ("12", 12_000), ("+12", 12_000), ("-12", -12_000), ("007", 7_000), ("1.5", 1_500),
        ("1.", 1_000), (".5", 500), ("1.2345", 1_235), ("1.2344", 1_234), ("-1.2345", -1_235), ("0.0004", 0),
        ("0.0005", 1), ("1e3", 1_000_000), ("1E-3", 1), ("1.25e+1", 12_500), ("123456e-9", 0), ("500e-6", 1),
        ("9223372036854775.807", .max), ("-9223372036854775.807", -.max), ("0e9999999999", 0), ("1e-9999999999", 0),
        ("0.00000000000000000000000000001e29", 1_000), ("10000000000000000000000e-22", 1_000),
        ("1.00000000000000000000000000009", 1_000),
    ])
    func thousandths(text: String, thousandths: Int64) {
        #expect(number(text)?.scaled(by: 3) == thousandths)
    }

    @Test(arguments: ["9223372036854775.808", "1e16", "1e300", "-1e99999999999999999999", "99999999999999999999"])
    func whatDoesNotFit(text: String) throws {
        let read = try #require(number(text))
        #expect(read.scaled(by: 3) == nil)
    }

    @Test(arguments: [
        "", "+", "-", ".", "e3", "1e", "1e+", "1e3.5", "1.2.3", "0x10", "1 2", "1,5", "--1", "nan", "inf", "1_000", "١",
    ])
    func whatIsNone(text: String) {
        #expect(number(text) == nil)
    }

    @Test(arguments: [
        ("5", true), ("5.0", true), ("5.5", false), ("50e-1", true), ("5e-1", false), ("0.0", true), ("1e-30", false),
    ])
    func wholeness(text: String, isWhole: Bool) {
        #expect(number(text)?.isWhole == isWhole)
    }

    @Test func valuesAreThoseOfTheStandardLibrary() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<2_000 {
            let digits = Int64.random(in: -1_000_000_000...1_000_000_000, using: &random)
            let text = "\(digits)e\(Int.random(in: -40...40, using: &random))"
            let (value, expected) = (number(text)?.value ?? .nan, Double(text) ?? .nan)
            #expect(abs(value - expected) <= abs(expected) * 1e-14)
        }
        #expect(number("1e9999")?.value == .infinity)
        #expect(number("1e-9999")?.value == 0)
        #expect(number("14.2")?.value == 14.2)
    }
}
