import LabModel
import Testing

@Suite struct PushMetricsTextTests {
    @Test func eachTargetHasALineOfEachCounter() {
        var counters = StreamerCounters()
        var first = PushCounters(url: "rtmp://h/live/…")
        first.isConnected = true
        first.connects = 2
        first.failures = 1
        first.frames = 30
        first.dropped = 4
        first.bytes = 5_000
        first.queued = 6
        counters.pushes = [first, PushCounters(url: "a \"b\"\\c\n.ts")]
        let text = StreamerMetricsText.encode(counters)
        let lines = text.split(separator: "\n").filter { $0.hasPrefix("glasslab_push_") }
        #expect(
            lines.map(String.init) == [
                #"glasslab_push_connected{target="1",url="rtmp://h/live/…"} 1"#,
                #"glasslab_push_connected{target="2",url="a \"b\"\\c\n.ts"} 0"#,
                #"glasslab_push_connects_total{target="1",url="rtmp://h/live/…"} 2"#,
                #"glasslab_push_connects_total{target="2",url="a \"b\"\\c\n.ts"} 0"#,
                #"glasslab_push_failures_total{target="1",url="rtmp://h/live/…"} 1"#,
                #"glasslab_push_failures_total{target="2",url="a \"b\"\\c\n.ts"} 0"#,
                #"glasslab_push_frames_total{target="1",url="rtmp://h/live/…"} 30"#,
                #"glasslab_push_frames_total{target="2",url="a \"b\"\\c\n.ts"} 0"#,
                #"glasslab_push_dropped_total{target="1",url="rtmp://h/live/…"} 4"#,
                #"glasslab_push_dropped_total{target="2",url="a \"b\"\\c\n.ts"} 0"#,
                #"glasslab_push_bytes_total{target="1",url="rtmp://h/live/…"} 5000"#,
                #"glasslab_push_bytes_total{target="2",url="a \"b\"\\c\n.ts"} 0"#,
                #"glasslab_push_queued_frames{target="1",url="rtmp://h/live/…"} 6"#,
                #"glasslab_push_queued_frames{target="2",url="a \"b\"\\c\n.ts"} 0"#,
            ]
        )
        // What a receiver reads is not disturbed.
        #expect(StreamerMetricsText.decode(text)?.pushes == counters.pushes)
    }

    @Test(arguments: [
        "glasslab_push_frames_total{target=\"2\",url=\"x\"} 5", "glasslab_push_frames_total{target=\"1\"} 5",
        "glasslab_push_frames_total{target=\"1\",url=\"} 5", "glasslab_push_frames_total{target=\"1\",url=\"x\"} -5",
        "glasslab_push_frames_total{target=\"0\",url=\"x\"} 5", "glasslab_push_frames_total 5", "glasslab_push_",
        "glasslab_push_frames_total{target=\"1\",url=\"x\"} 99999999999999999999",
    ])
    func whatIsNoTargetIsPassedOver(line: String) {
        let text = StreamerMetricsText.encode(StreamerCounters()) + line + "\n"
        #expect(StreamerMetricsText.decode(text) == StreamerCounters())
    }

    @Test func withoutTargetsNothingIsSaid() {
        #expect(!StreamerMetricsText.encode(StreamerCounters()).contains("glasslab_push_"))
    }
}
