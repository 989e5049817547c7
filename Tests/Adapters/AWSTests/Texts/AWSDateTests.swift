import LabModel
import LabTesting
import Testing

@testable import AWS

struct AWSDateTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2015-08-30T12:36:00Z", 1_440_938_160_000_000_000),
        ("2026-11-21T03:28:15.250Z", 1_795_231_695_250_000_000),
        ("2026-11-21T03:28:15.123456789123Z", 1_795_231_695_123_456_789),
        ("2000-02-29T23:59:59+00:00", 951_868_799_000_000_000), ("2000-02-29T23:59:59+0000", 951_868_799_000_000_000),
    ])
    func readsISO8601(_ text: String, _ nanoseconds: Int64) {
        #expect(AWSDate.time(iso8601: text) == WallTime(nanoseconds: nanoseconds))
    }

    @Test(arguments: [
        "", "2026-11-21", "2026-11-21T03:28:15", "2026-11-21T03:28:15+01:00", "2026-13-21T03:28:15Z",
        "2026-11-32T03:28:15Z", "2026-11-21T24:28:15Z", "2026/11/21T03:28:15Z", "x026-11-21T03:28:15Z",
        "1969-12-31T23:59:59Z", "+026-11-21T03:28:15Z",
    ])
    func refusesOtherTexts(_ text: String) {
        #expect(AWSDate.time(iso8601: text) == nil)
    }

    @Test func readsHTTPsForm() {
        let time = WallTime(nanoseconds: 784_111_777_000_000_000)
        #expect(AWSDate.time(http: "Sun, 06 Nov 1994 08:49:37 GMT") == time)
        for text in ["", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Foo 1994 08:49:37 GMT"] {
            #expect(AWSDate.time(http: text) == nil)
        }
    }

    @Test func isTheInverseOfTheModelsText() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<1_000 {
            let seconds = Int64.random(in: 0...4_102_444_800, using: &generator)
            let time = WallTime(nanoseconds: seconds * 1_000_000_000 + 250_000_000)
            #expect(AWSDate.time(iso8601: time.iso8601) == time)
        }
    }
}
