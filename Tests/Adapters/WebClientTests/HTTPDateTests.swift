import LabModel
import Testing

@testable import WebClient

@Suite struct HTTPDateTests {
    @Test(arguments: [
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
        ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199), ("Sat, 21 Nov 2026 10:00:00 GMT", 1_795_255_200),
    ])
    func readsDates(text: String, seconds: Int64) {
        #expect(HTTPDate.parse(text) == WallTime(nanoseconds: seconds * 1_000_000_000))
    }

    @Test(arguments: [
        "", "now", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, 06 Nov 1994 25:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT", "Sun, 32 Nov 1994 08:49:37 GMT",
        "Sun, 06 Now 1994 08:49:37 GMT", "Sun, 06 Nov 99999 08:49:37 GMT", "Sun, 06 Nov 1994 08:-1:37 GMT",
    ])
    func readsNothingElse(text: String) {
        #expect(HTTPDate.parse(text) == nil)
    }
}
