import LabModel
import Testing

@Suite struct WallTimeTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"),
            (1_795_231_695_250_999_999, "2026-11-21T03:28:15.250Z"),
            (951_782_399_999_000_000, "2000-02-28T23:59:59.999Z"),
            (951_782_400_000_000_000, "2000-02-29T00:00:00.000Z"),
            (4_107_542_399_000_000_000, "2100-02-28T23:59:59.000Z"),
            (4_107_542_400_000_000_000, "2100-03-01T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (-2_203_891_200_000_000_000, "1900-03-01T00:00:00.000Z"),
        ] as [(Int64, String)]
    )
    func iso8601(nanoseconds: Int64, text: String) {
        #expect(WallTime(nanoseconds: nanoseconds).iso8601 == text)
    }

    @Test func extremesHaveText() {
        #expect(WallTime(nanoseconds: .max).iso8601 == "2262-04-11T23:47:16.854Z")
        #expect(WallTime(nanoseconds: .min).iso8601 == "1677-09-21T00:12:43.145Z")
    }

    @Test func compactForm() {
        #expect(WallTime(nanoseconds: 1_795_231_695_999_999_999).compactISO8601 == "20261121T032815Z")
    }

    @Test func seconds() {
        #expect(WallTime(seconds: 1.5)?.nanoseconds == 1_500_000_000)
        #expect(WallTime(seconds: -0.25)?.nanoseconds == -250_000_000)
        #expect(WallTime(seconds: .nan) == nil)
        #expect(WallTime(seconds: .infinity) == nil)
        #expect(WallTime(seconds: 1e10) == nil)
        #expect(WallTime(nanoseconds: 2_500_000_000).seconds == 2.5)
    }

    @Test func arithmeticSaturates() {
        let (first, last) = (WallTime(nanoseconds: .min), WallTime(nanoseconds: .max))
        #expect((last - first).nanoseconds == .max)
        #expect((first - last).nanoseconds == .min)
        #expect(last + .seconds(1) == last)
        #expect(first - .seconds(1) == first)
        #expect(first < last)
        #expect(WallTime(nanoseconds: 5) - .init(nanoseconds: 7) == WallTime(nanoseconds: -2))
    }
}
