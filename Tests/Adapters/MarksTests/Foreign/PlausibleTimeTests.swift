import LabModel
import Testing

@testable import Marks

@Suite struct PlausibleTimeTests {
    @Test func timesOfThisCenturyArePlausible() {
        #expect(PlausibleTime.milliseconds(1_695_000_000_250) == WallTime(nanoseconds: 1_695_000_000_250_000_000))
        #expect(PlausibleTime.milliseconds(999_999_999_999) == nil)
        #expect(PlausibleTime.milliseconds(1_000_000_000_000) != nil)
        #expect(PlausibleTime.milliseconds(4_102_444_799_999) != nil)
        #expect(PlausibleTime.milliseconds(4_102_444_800_000) == nil)
        #expect(PlausibleTime.milliseconds(.max) == nil)
        #expect(PlausibleTime.nanoseconds(.max) == nil && PlausibleTime.nanoseconds(0) == nil)
    }

    @Test func digitsAreANumberOfTheirCount() {
        #expect(PlainDigits.value(Array("0042".utf8), count: 4...10) == 42)
        #expect(PlainDigits.value(Array("042".utf8), count: 4...10) == nil)
        #expect(PlainDigits.value(Array("18446744073709551615".utf8), count: 1...20) == .max)
        #expect(PlainDigits.value(Array("18446744073709551616".utf8), count: 1...20) == nil)
        #expect(PlainDigits.value(Array("99999999999999999999".utf8), count: 1...20) == nil)
        #expect(PlainDigits.value(Array("4/".utf8), count: 1...20) == nil)
        #expect(PlainDigits.value([UInt8](), count: 0...20) == 0)
    }
}
