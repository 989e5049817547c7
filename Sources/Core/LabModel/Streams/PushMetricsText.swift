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

    /// The most targets that are read.
    private static let limit = 64

    /// Reads what ``encode(_:)`` wrote.
    /// - Returns: the targets by number; those before the first one missing, so that numbers stay right.
    static func decode(_ text: String) -> [PushCounters] {
        var targets: [Int: PushCounters] = [:]
        for line in text.split(separator: "\n") where line.hasPrefix("glasslab_push_") {
            guard let (name, number, url, value) = parts(of: line), (1...limit).contains(number) else { continue }
            read(name, value, into: &targets[number, default: PushCounters(url: url)])
        }
        return (1...limit).prefix { targets[$0] != nil }.compactMap { targets[$0] }
    }

    private static func parts(of line: Substring) -> (name: Substring, number: Int, url: String, value: Int)? {
        let rest = line.dropFirst("glasslab_push_".count)
        guard let brace = rest.firstRange(of: "{target=\""), let end = rest.lastIndex(of: " "),
            let value = Int(rest[rest.index(after: end)...]), (0..<1_000_000_000_000_000).contains(value)
        else { return nil }
        let labels = rest[brace.upperBound..<end]
        guard let quote = labels.firstIndex(of: "\""), let number = Int(labels[..<quote]),
            let start = labels.firstRange(of: ",url=\""), labels.hasSuffix("\"}"),
            let last = labels.index(labels.endIndex, offsetBy: -2, limitedBy: start.upperBound)
        else { return nil }
        return (rest[..<brace.lowerBound], number, plain(labels[start.upperBound..<last]), value)
    }

    private static func read(_ name: Substring, _ value: Int, into target: inout PushCounters) {
        switch name {
        case "connected": target.isConnected = value > 0
        case "connects_total": target.connects = value
        case "failures_total": target.failures = value
        case "frames_total": target.frames = value
        case "dropped_total": target.dropped = value
        case "bytes_total": target.bytes = value
        case "queued_frames": target.queued = value
        default: break
        }
    }

    /// What ``escaped(_:)`` was made of.
    private static func plain(_ text: Substring) -> String {
        var plain = ""
        var isEscaped = false
        for character in text {
            if isEscaped {
                plain.append(character == "n" ? "\n" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                plain.append(character)
            }
        }
        return plain
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
