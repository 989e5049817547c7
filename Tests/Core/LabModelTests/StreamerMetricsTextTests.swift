import LabModel
import Testing

@Suite("Streamer metrics text")
struct StreamerMetricsTextTests {
    private static var counters: StreamerCounters {
        var counters = StreamerCounters()
        counters.ticks = 302
        counters.late = 3
        counters.skipped = 2
        counters.lateness = .init(p50: .microseconds(64), p95: .microseconds(300), max: .milliseconds(41.5))
        counters.encode = .init(p50: .milliseconds(4.5), p95: .milliseconds(6), max: Latency(nanoseconds: 12_345_679))
        for _ in 0..<300 {
            counters.encodeTimes.add(.milliseconds(40))
            counters.latenessTimes.add(.milliseconds(9))
        }
        counters.frames = 300
        counters.bytes = 2_500_000
        counters.viewers = 7
        counters.viewersRefused = 1
        counters.viewersCut = ["behind_time": 2, "overrun": 1]
        counters.cpuTime = .seconds(1.5)
        counters.uptime = .seconds(10)
        return counters
    }

    @Test("what is written is read back to the nanosecond")
    func roundTrip() {
        #expect(StreamerMetricsText.decode(StreamerMetricsText.encode(Self.counters)) == Self.counters)
        #expect(StreamerMetricsText.decode(StreamerMetricsText.encode(StreamerCounters())) == StreamerCounters())
    }

    @Test("the text has help, type, labels and units in names")
    func text() {
        let text = StreamerMetricsText.encode(Self.counters)
        #expect(text.hasPrefix("# HELP glasslab_streamer_ticks_total Ticks that came due.\n"))
        for line in [
            "# TYPE glasslab_streamer_ticks_total counter",
            "glasslab_streamer_ticks_total 302",
            "glasslab_streamer_lateness_seconds{quantile=\"0.5\"} 0.000064000",
            "glasslab_streamer_lateness_seconds{quantile=\"1\"} 0.041500000",
            "glasslab_streamer_encode_seconds{quantile=\"0.95\"} 0.006000000",
            "# TYPE glasslab_streamer_encode_frames_total counter",
            "glasslab_streamer_encode_frames_total{le=\"0.040894463\"} 300",
            "glasslab_streamer_lateness_frames_total{le=\"0.009175039\"} 300",
            "glasslab_streamer_viewers_cut_total{reason=\"overrun\"} 1",
            "glasslab_streamer_cpu_seconds_total 1.500000000",
            "glasslab_streamer_uptime_seconds 10.000000000",
        ] {
            #expect(text.split(separator: "\n").contains(Substring(line)), "\(line)")
        }
    }

    @Test("the summary's part is in milliseconds and cores")
    func summary() throws {
        let part = try #require(StreamerMetricsText.parse(StreamerMetricsText.encode(Self.counters)))
        #expect(part.ticks == 302)
        #expect(part.late == 3)
        #expect(part.skipped == 2)
        #expect(part.latenessMs?.max == 41.5)
        #expect(part.encodeMs?.p50 == 4.5)
        #expect(part.cpuCores == 0.15)
    }

    @Test("a run counts from its own start")
    func sinceEarlier() throws {
        var later = Self.counters
        later.ticks += 100
        later.skipped += 5
        later.cpuTime = .seconds(3.5)
        later.uptime = .seconds(14)
        for _ in 0..<95 {
            later.encodeTimes.add(.milliseconds(4))
            later.latenessTimes.add(.microseconds(100))
        }
        let part = later.summary(since: Self.counters)
        #expect(abs(try #require(part.encodeMs?.p50) - 4) < 0.064 && part.encodeMs?.max == nil)
        #expect(abs(try #require(part.latenessMs?.p95) - 0.1) < 0.0016)
        #expect(part.ticks == 100)
        #expect(part.skipped == 5)
        #expect(part.late == 0)
        #expect(part.cpuCores == 0.5)
        let nothing = later.summary(since: later)
        #expect(nothing.cpuCores == nil && nothing.encodeMs == nil && nothing.latenessMs == nil)
    }

    @Test(
        "text that is no streamer's is refused",
        arguments: [
            "", "<html>", "glasslab_streamer_viewers 1", "glasslab_streamer_ticks_total",
            "glasslab_streamer_ticks_total x",
            "glasslab_streamer_ticks_total -1", "glasslab_streamer_ticks_total NaN",
            "glasslab_streamer_ticks_total 1e300",
        ]
    )
    func refused(text: String) {
        #expect(StreamerMetricsText.decode(text) == nil)
    }

    @Test("unknown metrics, other exporters' lines and comments are passed over")
    func unknown() {
        let text = "# x\nother 1\nglasslab_streamer_ticks_total 4\nglasslab_streamer_new_things{a=\"b\"} 3\r\n"
        #expect(StreamerMetricsText.decode(text)?.ticks == 4)
    }

    @Test("each outlet has its own lines, without those that do not apply to it")
    func outlets() {
        var counters = StreamerCounters()
        counters.outlets["ts"] = OutletCounters()
        counters.outlets["ts"]?.frames = 7
        counters.outlets["ts"]?.viewers = 2
        counters.outlets["480p"] = OutletCounters()
        counters.outlets["480p"]?.dropped = 3
        counters.outlets["480p"]?.waiting = 1
        counters.outlets["480p"]?.hasFailed = true
        let text = StreamerMetricsText.encode(counters)
        let lines = text.split(separator: "\n").filter { $0.hasPrefix("glasslab_streamer_outlet_") }
        #expect(
            lines.map { $0.dropFirst("glasslab_streamer_outlet_".count) } == [
                "frames_total{outlet=\"480p\"} 0", "frames_total{outlet=\"ts\"} 7",
                "bytes_total{outlet=\"480p\"} 0", "bytes_total{outlet=\"ts\"} 0",
                "dropped_total{outlet=\"480p\"} 3", "dropped_total{outlet=\"ts\"} 0",
                "viewers{outlet=\"ts\"} 2", "waiting{outlet=\"480p\"} 1",
                "failed{outlet=\"480p\"} 1", "failed{outlet=\"ts\"} 0",
            ]
        )
        #expect(StreamerMetricsText.decode(text)?.viewers == 0)
    }

    @Test("damaged text never traps")
    func damaged() {
        var generator = Seeded(state: 7)
        let whole = Array(StreamerMetricsText.encode(Self.counters).utf8)
        for _ in 0..<300 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            let counters = StreamerMetricsText.decode(String(decoding: bytes, as: UTF8.self))
            #expect((counters?.ticks ?? 0) >= 0)
        }
    }
}

/// A small generator, so that a failure can be repeated.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}
