/// The Prometheus text of `/metrics`: what a streamer writes and a receiver reads.
public enum StreamerMetricsText {
    /// The media type of the text.
    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private static let prefix = "glasslab_streamer_"

    private typealias Line = (labels: String, value: String)

    private struct OutletMetric: Sendable {
        var name: String
        var type: String
        var help: String
        var value: @Sendable (OutletCounters) -> Int?
    }

    private static let outletMetrics = [
        OutletMetric(name: "frames_total", type: "counter", help: "Frames that an outlet took.") { $0.frames },
        OutletMetric(name: "bytes_total", type: "counter", help: "Bytes that it made of them.") { $0.bytes },
        OutletMetric(name: "dropped_total", type: "counter", help: "Frames it could not keep up with.") { $0.dropped },
        OutletMetric(name: "viewers", type: "gauge", help: "Viewers of a live address.") { $0.viewers },
        OutletMetric(name: "answers_total", type: "counter", help: "Playlists and segments handed out.") { $0.answers },
        OutletMetric(name: "waiting", type: "gauge", help: "Requests that wait for news.") { $0.waiting },
        OutletMetric(name: "failed", type: "gauge", help: "Whether an outlet gave up.") { $0.hasFailed ? 1 : 0 },
    ]

    /// Writes counters; what is unknown is left out.
    public static func encode(_ counters: StreamerCounters) -> String {
        var text = ""
        func write(_ name: String, _ type: String, _ help: String, _ lines: [Line]) {
            guard !lines.isEmpty else { return }
            text += "# HELP \(prefix)\(name) \(help)\n# TYPE \(prefix)\(name) \(type)\n"
            for line in lines {
                text += "\(prefix)\(name)\(line.labels) \(line.value)\n"
            }
        }
        func count(_ value: Int) -> [Line] {
            [("", String(value))]
        }
        let cut = counters.viewersCut.sorted { $0.key < $1.key }
        write("ticks_total", "counter", "Ticks that came due.", count(counters.ticks))
        write("late_total", "counter", "Frames begun over half a period after their tick.", count(counters.late))
        write("skipped_total", "counter", "Ticks without a frame.", count(counters.skipped))
        write("lateness_seconds", "gauge", "How late frames were begun.", quantiles(counters.lateness))
        write("encode_seconds", "gauge", "Time to draw, mark, encode and mux a frame.", quantiles(counters.encode))
        for (name, help, buckets) in [
            ("lateness_frames_total", "Frames begun at most so late.", counters.latenessTimes),
            ("encode_frames_total", "Frames that took at most so long.", counters.encodeTimes),
        ] {
            write(name, "counter", help, TimeBucketsText.lines(buckets))
        }
        write("frames_total", "counter", "Frames encoded.", count(counters.frames))
        write("bytes_total", "counter", "Bytes of media made.", count(counters.bytes))
        write("viewers", "gauge", "Viewers at present.", count(counters.viewers))
        write("viewers_refused_total", "counter", "Viewers above the limit.", count(counters.viewersRefused))
        write(
            "viewers_cut_total",
            "counter",
            "Viewers cut off for falling behind.",
            cut.map { ("{reason=\"\($0.key)\"}", String($0.value)) }
        )
        for metric in outletMetrics {
            let lines = counters.outlets.sorted { $0.key < $1.key }.compactMap { name, outlet in
                metric.value(outlet).map { ("{outlet=\"\(name)\"}", String($0)) }
            }
            write("outlet_\(metric.name)", metric.type, metric.help, lines)
        }
        write("cpu_seconds_total", "counter", "Processor time used.", [("", TimeBucketsText.seconds(counters.cpuTime))])
        write("uptime_seconds", "gauge", "Time since the start.", [("", TimeBucketsText.seconds(counters.uptime))])
        return text + PushMetricsText.encode(counters.pushes)
    }

    /// Reads what ``encode(_:)`` wrote; unknown metrics and comments are passed over.
    /// - Returns: nil when the text has no tick counter, so is not a streamer's, or a known metric's value is wrong.
    public static func decode(_ text: String) -> StreamerCounters? {
        var metrics: [String: Double] = [:]
        for line in text.split(whereSeparator: \.isNewline) where line.hasPrefix(prefix) {
            guard let space = line.lastIndex(of: " "), let value = Double(line[line.index(after: space)...]),
                value.isFinite, value >= 0, value < 1e15
            else { return nil }
            metrics[String(line[..<space].dropFirst(prefix.count))] = value
        }
        guard metrics["ticks_total"] != nil else { return nil }
        var counters = counters(from: metrics)
        counters.pushes = PushMetricsText.decode(text)
        return counters
    }

    /// Reads the text straight into the streamer's part of a summary, counted from the streamer's start.
    /// - Returns: nil as ``decode(_:)`` does.
    public static func parse(_ text: String) -> Summary.Streamer? {
        decode(text)?.summary
    }

    private static func counters(from metrics: [String: Double]) -> StreamerCounters {
        var counters = StreamerCounters()
        counters.ticks = Int(metrics["ticks_total"] ?? 0)
        counters.late = Int(metrics["late_total"] ?? 0)
        counters.skipped = Int(metrics["skipped_total"] ?? 0)
        counters.lateness = spread("lateness_seconds", in: metrics)
        counters.encode = spread("encode_seconds", in: metrics)
        counters.latenessTimes = TimeBucketsText.buckets("lateness_frames_total", in: metrics)
        counters.encodeTimes = TimeBucketsText.buckets("encode_frames_total", in: metrics)
        counters.frames = Int(metrics["frames_total"] ?? 0)
        counters.bytes = Int(metrics["bytes_total"] ?? 0)
        counters.viewers = Int(metrics["viewers"] ?? 0)
        counters.viewersRefused = Int(metrics["viewers_refused_total"] ?? 0)
        counters.cpuTime = .seconds(metrics["cpu_seconds_total"] ?? 0)
        counters.uptime = .seconds(metrics["uptime_seconds"] ?? 0)
        let label = "viewers_cut_total{reason=\""
        for (name, value) in metrics where name.hasPrefix(label) && name.hasSuffix("\"}") {
            counters.viewersCut[String(name.dropFirst(label.count).dropLast(2))] = Int(value)
        }
        return counters
    }

    private static func spread(_ name: String, in metrics: [String: Double]) -> StreamerCounters.Spread? {
        func quantile(_ text: String) -> Latency? {
            metrics["\(name){quantile=\"\(text)\"}"].map(Latency.seconds)
        }
        guard let p50 = quantile("0.5"), let p95 = quantile("0.95"), let max = quantile("1") else { return nil }
        return StreamerCounters.Spread(p50: p50, p95: p95, max: max)
    }

    private static func quantiles(_ spread: StreamerCounters.Spread?) -> [Line] {
        guard let spread else { return [] }
        return [("0.5", spread.p50), ("0.95", spread.p95), ("1", spread.max)].map { quantile, value in
            ("{quantile=\"\(quantile)\"}", TimeBucketsText.seconds(value))
        }
    }
}
