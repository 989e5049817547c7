import Estimation
import LabModel
import RunStore

/// `/metrics` in Prometheus' text format; lengths of time in seconds.
enum LabMetricsText {
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private static let prefix = "glasslab_"

    private typealias Line = (labels: [(name: String, value: String)], value: Double)

    /// Writes what is known; what is unknown is left out.
    static func encode(
        _ content: RunIndex.Content,
        live: LiveSnapshot,
        viewers: Int,
        measurements: [Measurement]
    ) -> String {
        let states = Dictionary(grouping: content.runs, by: \.state)
        let newest = newestComplete(content.runs)
        let text = [
            family(
                "runs",
                "Stored runs.",
                RunState.allCases.map { state in
                    ([("state", state.rawValue)], Double(states[state]?.count ?? 0))
                }
            ),
            family("live_views", "Live views that are open.", [([], Double(viewers))]),
            family(
                "measurements_running",
                "Measurements started from the dashboard that go on.",
                [([], Double(measurements.count { $0.state != .ended }))]
            ),
            liveFamily("live_frame_delay_seconds", "Median frame delay of the last second.", live) {
                $0.frameDelayMs.map { $0 / 1_000 }
            },
            liveFamily("live_frames_per_second", "New frames in the last second.", live) { $0.fps },
            liveFamily("live_dropped_frames", "Frames that no picture explains so far.", live) { Double($0.dropped) },
            liveFamily("live_decoded_frames", "Pictures so far.", live) { Double($0.decoded) },
            liveFamily("live_age_seconds", "How old the newest sample is.", live) { $0.ageS },
            newestFamily("run_frame_delay_p50_seconds", "Of the newest complete run.", newest) { $0.frameDelayP50Ms },
            newestFamily("run_frame_delay_p95_seconds", "Of the newest complete run.", newest) { $0.frameDelayP95Ms },
            newestFamily("run_signal_delay_p95_seconds", "Of the newest complete run.", newest) {
                known($0.signalDelayP95)
            },
            newestFamily("run_operating_delay_seconds", "Of the newest complete run.", newest) {
                known($0.operatingDelay)
            },
        ]
        return text.joined()
    }

    /// A series of numbers has no place for a sign that says "at least".
    private static func known(_ delay: BoundedDelay?) -> Double? {
        delay.flatMap { $0.isLowerBound ? nil : $0.milliseconds }
    }

    private static func newestComplete(_ runs: [RunListing]) -> [RunListing] {
        var seen: Set<String> = []
        return runs.filter { $0.state == .complete && seen.insert($0.provider).inserted }
            .sorted { $0.provider < $1.provider }
    }

    private static func liveFamily(
        _ name: String,
        _ help: String,
        _ live: LiveSnapshot,
        _ value: (LiveRun) -> Double?
    ) -> String {
        family(
            name,
            help,
            live.runs.compactMap { run in
                value(run).map { ([("run", run.name), ("provider", run.provider)], $0) }
            }
        )
    }

    private static func newestFamily(
        _ name: String,
        _ help: String,
        _ runs: [RunListing],
        _ milliseconds: (RunListing.Figures) -> Double?
    ) -> String {
        family(
            name,
            help,
            runs.compactMap { run in
                run.figures.flatMap(milliseconds).map { ([("provider", run.provider)], $0 / 1_000) }
            }
        )
    }

    private static func family(_ name: String, _ help: String, _ lines: [Line]) -> String {
        guard !lines.isEmpty else { return "" }
        let values = lines.map { line in
            let labels = line.labels.map { "\($0.name)=\"\(escaped($0.value))\"" }.joined(separator: ",")
            return "\(prefix)\(name)\(labels.isEmpty ? "" : "{\(labels)}") \(line.value)\n"
        }
        return "# HELP \(prefix)\(name) \(help)\n# TYPE \(prefix)\(name) gauge\n" + values.joined()
    }

    /// A label's value: backslashes, quotes and line ends are marked, and a long one is cut.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text.prefix(200).unicodeScalars {
            switch character {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
