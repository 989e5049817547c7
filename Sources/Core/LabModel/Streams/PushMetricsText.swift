/// The part of `/metrics` that tells of pushes: one line a target and counter.
enum PushMetricsText {
    private struct Metric {
        var name: String
        var type: String
        var help: String
        var value: @Sendable (PushCounters) -> Int
    }

    private static let metrics = [
        Metric(name: "connected", type: "gauge", help: "Whether frames are taken.") { $0.isConnected ? 1 : 0 },
        Metric(name: "connects_total", type: "counter", help: "Times connected.") { $0.connects },
        Metric(name: "failures_total", type: "counter", help: "Times that connecting or sending failed.") {
            $0.failures
        },
        Metric(name: "frames_total", type: "counter", help: "Frames sent.") { $0.frames },
        Metric(name: "dropped_total", type: "counter", help: "Frames not sent.") { $0.dropped },
        Metric(name: "bytes_total", type: "counter", help: "Bytes of the sent frames.") { $0.bytes },
        Metric(name: "queued_frames", type: "gauge", help: "Frames that wait to be sent.") { $0.queued },
    ]

    /// Writes the counters of all targets, which are numbered from 1; empty without targets.
    static func encode(_ targets: [PushCounters]) -> String {
        guard !targets.isEmpty else { return "" }
        return metrics.map { metric in
            let name = "glasslab_push_\(metric.name)"
            let lines = targets.enumerated().map { index, target in
                "\(name){target=\"\(index + 1)\",url=\"\(escaped(target.url))\"} \(metric.value(target))\n"
            }
            return "# HELP \(name) \(metric.help)\n# TYPE \(name) \(metric.type)\n" + lines.joined()
        }.joined()
    }

    /// A label's value as the format wants it.
    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { escaped, character in
            switch character {
            case "\\", "\"": escaped += "\\\(character)"
            case "\n": escaped += "\\n"
            default: escaped.append(character)
            }
        }
    }
}
