import Testing

@testable import LabModel

@Suite struct TimeBucketsTests {
    private static func buckets(_ times: some Sequence<Int64>) -> TimeBuckets {
        times.reduce(into: TimeBuckets()) { $0.add(Latency(nanoseconds: $1)) }
    }

    private static func read(_ buckets: TimeBuckets) -> TimeBuckets {
        let metrics = TimeBucketsText.lines(buckets).compactMap { line in
            Double(line.value).map { ("times\(line.labels)", $0) }
        }
        return TimeBucketsText.buckets("times", in: Dictionary(metrics) { first, _ in first })
    }

    @Test(arguments: [1, 33, 1_000, 1_000_000, 4_700_000_000_000])
    func quantilesAreWithinTheirLimit(unit: Int64) throws {
        let buckets = Self.buckets((1...1_000).map { $0 * unit })
        for share in [0, 0.05, 0.5, 0.95, 1] {
            let exact = (1 + (share * 999).rounded()) * Double(unit)
            let found = Double(try #require(buckets.quantile(share)).nanoseconds)
            #expect(abs(found - exact) <= max(1, exact * 0.016), "\(share)")
        }
    }

    @Test func nothingHasNoQuantile() {
        #expect(TimeBuckets().quantile(0.5) == nil)
        #expect(TimeBuckets().count == 0)
    }

    @Test func theExtremesOfTimeStayInside() throws {
        let buckets = Self.buckets([.min, 0, .max])
        #expect(buckets.quantile(0) == .zero)
        #expect(try #require(buckets.quantile(1)).nanoseconds > .max / 100 * 98)
        #expect(Self.read(buckets) == buckets)
    }

    /// A streamer that took 50 ms a frame for days, and takes 4 now.
    @Test func aRunsTimesAreThoseSinceItBegan() throws {
        let before = Self.buckets(repeatElement(50_000_000, count: 100_000))
        var after = before
        for _ in 0..<250 {
            after.add(.milliseconds(4))
        }
        let times = try #require(after.since(before))
        #expect(times.count == 250)
        #expect(abs(try #require(times.quantile(0.95)).milliseconds - 4) < 0.064)
        #expect(after.since(after) == TimeBuckets())
        #expect(after.since(TimeBuckets()) == after)
    }

    @Test func anotherCountIsNotSubtracted() {
        #expect(Self.buckets([5, 7]).since(Self.buckets([5, 5])) == nil)
        #expect(Self.buckets([5]).since(Self.buckets([9])) == nil)
    }

    @Test func whatIsWrittenIsReadBack() {
        var state: UInt64 = 9
        let times = (0..<2_000).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int64(state >> (1 + state % 61))
        }
        let buckets = Self.buckets(times)
        #expect(buckets.count == 2_000)
        #expect(Self.read(buckets) == buckets)
    }

    @Test func aBucketsLineNamesItsLongestTimeAndCountsAllShorterOnes() {
        let lines = TimeBucketsText.lines(Self.buckets([31, 64, 65, 1_000_000_000]))
        #expect(lines.map(\.labels) == [#"{le="0.000000031"}"#, #"{le="0.000000065"}"#, #"{le="1.006632959"}"#])
        #expect(lines.map(\.value) == ["1", "3", "4"])
    }

    @Test(arguments: ["", "1", "1.5", "x.000000001", "-1.000000000", "99999999999.000000000", "1.00000000x"])
    func aLineThatMakesNoSenseLeavesNothing(limit: String) {
        let metrics = ["times{le=\"\(limit)\"}": 3.0, "times{le=\"0.000000005\"}": 1]
        #expect(TimeBucketsText.buckets("times", in: metrics) == TimeBuckets())
    }

    @Test func fewerTimesThanShorterOnesMakeNoSense() {
        let metrics = ["times{le=\"0.000000005\"}": 3.0, "times{le=\"0.000000009\"}": 1]
        #expect(TimeBucketsText.buckets("times", in: metrics) == TimeBuckets())
    }
}
