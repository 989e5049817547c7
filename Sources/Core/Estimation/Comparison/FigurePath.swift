import LabModel

/// Where a number stands in a summary's JSON, such as `signal_delay_ms.p95`.
public struct FigurePath: Hashable, Sendable, CustomStringConvertible {
    /// The path as it was written.
    public let description: String
    private let keys: [String]

    /// The 95th percentile of signal delay.
    static let signalDelay = FigurePath(known: RankingKey.signalDelay.rawValue)
    /// The median of signal delay.
    static let signalDelayMedian = FigurePath(known: "signal_delay_ms.p50")
    /// The operating delay.
    static let operatingDelay = FigurePath(known: RankingKey.operatingDelay.rawValue)

    private static let lengthLimit = 200

    /// Reads a path: keys with dots between; items of a list by their index, from 0.
    /// - Parameter text: What a person wrote.
    /// - Throws: ``ComparisonError/unknownPath(_:column:reason:)`` where no summary can have a number there.
    public init(_ text: String) throws(ComparisonError) {
        guard text.utf8.count <= Self.lengthLimit else {
            throw .unknownPath(String(text.prefix(40)) + "…", column: 1, reason: "it is too long")
        }
        self.init(known: text)
        var tree = FigureTree.whole
        var column = 1
        for key in keys {
            switch tree {
            case .object(let object):
                guard let next = object[key] else {
                    // What a person names is not known beforehand: scores by metric and pool, pictures by cause.
                    if object.isEmpty, !key.isEmpty { return }
                    throw .unknownPath(text, column: column, reason: Self.noKey(key, among: object))
                }
                tree = next
            case .array(let array):
                guard let index = Int(key), index >= 0, array.isEmpty || index < array.count else {
                    throw .unknownPath(text, column: column, reason: "\"\(key)\" is no place in a list")
                }
                if array.isEmpty { return }
                tree = array[index]
            case .number, .null, .word, nil:
                throw .unknownPath(text, column: column, reason: "there is nothing below what stands before \"\(key)\"")
            }
            column += key.count + 1
        }
        if case .object = tree {
            throw .unknownPath(text, column: column - 1, reason: "there are several numbers")
        }
        if case .word = tree {
            throw .unknownPath(text, column: 1, reason: "there is a text")
        }
    }

    /// The path of the number by which providers are ranked.
    public init(_ key: RankingKey) {
        self.init(known: key.rawValue)
    }

    /// A path that is known to lead somewhere.
    init(known text: String) {
        description = text
        keys = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    }

    private static func noKey(_ key: String, among object: [String: FigureTree]) -> String {
        let known = object.keys.sorted().joined(separator: ", ")
        return "no key \"\(key)\" among \(known)"
    }

    /// What the number counts, such as `ms`; nil for counts and ratios.
    public var unit: String? {
        let unitless: Set<String> = ["n", "count", "censored", "matched", "only_test", "only_control", "exchanges"]
        guard let last = keys.last, !unitless.contains(last) else { return nil }
        if last.hasSuffix("ms_per_min") || keys.first == "drift_ci95" {
            return "ms/min"
        }
        for key in keys.reversed() {
            let end = key.split(separator: "_").last.map(String.init) ?? ""
            if ["ms", "s", "bps", "fps", "ppm", "db", "mb", "usd", "h"].contains(end), key != end {
                return end
            }
        }
        return nil
    }

    /// Whether an error of the clock offset moves the number.
    var standsOnClock: Bool {
        guard let first = keys.first, keys.last != "stddev", unit == "ms" else { return false }
        if first == "segments" {
            return ["request", "complete"].contains { keys.last?.hasPrefix($0) == true }
        }
        guard keys.last != "hold_back_ms" else { return false }
        let delays = ["frame_delay_ms", "arrival_delay_ms", "signal_delay_ms", "control_delay_ms", "playout"]
        return delays.contains(first) || keys.last == "frame_delay_ms" || keys == ["clock", "offset_ms"]
    }

    /// How far the clock offset of a run may put the number off, in milliseconds: 0 where it does not matter; nil where
    /// nobody knows.
    func clockBoundMs(in summary: Summary) -> Double? {
        guard standsOnClock else { return 0 }
        // The largest bound leaves out frames near a step, whose offset nobody knows.
        return summary.clock.steps > 0 ? nil : summary.clock.errorBoundMaxMs ?? summary.clock.errorBoundMs
    }

    /// Whether smaller is what a person calls faster.
    var isDelay: Bool {
        standsOnClock || keys.first?.hasPrefix("relative_") == true || keys.first == "startup_ms"
    }

    /// Which rank of which family, such as `at p95`.
    var place: String {
        switch keys.last {
        case "p50": "at the median"
        case "operating_delay_ms": "by operating delay"
        case let key? where key.hasPrefix("p") && Int(key.dropFirst()) != nil: "at \(key)"
        default: "by \(description)"
        }
    }

    /// The number in a summary; nil where it is not known.
    ///
    /// What is asked of every run of a large report is taken directly: making the whole tree costs a millisecond a run.
    /// - Throws: `EncodingError` or `DecodingError` for a summary with numbers that JSON cannot hold.
    func value(in summary: Summary) throws -> Double? {
        if let value = directValue(in: summary), value.isFinite {
            return value
        }
        return value(in: try FigureTree(summary))
    }

    private func directValue(in summary: Summary) -> Double? {
        if self == .operatingDelay { return summary.playout?.operatingDelayMs }
        return switch keys.last {
        case "p50": distribution(in: summary)?.p50
        case "p95": distribution(in: summary)?.p95
        default: nil
        }
    }

    /// The number in a summary's tree; nil where it is not known.
    func value(in tree: FigureTree) -> Double? {
        Self.value(at: keys[...], in: tree)
    }

    /// Keys may hold dots themselves, as `vmaf.masked` among the pools of quality does.
    private static func value(at keys: ArraySlice<String>, in tree: FigureTree) -> Double? {
        if keys.isEmpty {
            if case .number(let value) = tree { return value }
            return nil
        }
        for length in 1...keys.count {
            let key = keys.prefix(length).joined(separator: ".")
            if let below = tree[key], let value = value(at: keys.dropFirst(length), in: below) {
                return value
            }
        }
        return nil
    }

    /// Whether a summary knows the number only from below.
    func isLowerBound(in summary: Summary) -> Bool {
        if keys == ["playout", "operating_delay_ms"] { return summary.hasOpenOperatingDelay }
        if keys == ["playout", "least_delay_no_stall_ms"] { return summary.frames.unresolved ?? 0 > 0 }
        let joins = summary.startupMs.joins
        let delays = [
            "signal_delay_ms": summary.signalDelayMs, "relative_signal_ms": summary.relativeSignalMs,
            "startup_ms.joins.connect": joins?.connect, "startup_ms.joins.first_byte": joins?.firstByte,
            "startup_ms.joins.first_frame": joins?.firstFrame, "startup_ms.joins.first_mark": joins?.firstMark,
        ]
        let part = keys.dropLast().joined(separator: ".")
        guard let last = keys.last, let delay = delays[part] ?? nil, delay.censored > 0 else { return false }
        return delay.lowerBound.contains(last) || last == "mean"
    }

    /// The number's own 95 % interval in a summary, low and high; nil where it has none.
    func interval(in summary: Summary) -> [Double]? {
        let values = distribution(in: summary)
        return keys.last == "p50" ? values?.ci95P50 : keys.last == "p95" ? values?.ci95P95 : nil
    }

    /// The distribution of which it is a number; nil where it is of none, or that is not known.
    private func distribution(in summary: Summary) -> Distribution? {
        guard keys.count == 2 else { return nil }
        return switch keys.first {
        case "frame_delay_ms": summary.frameDelayMs
        case "arrival_delay_ms": summary.arrivalDelayMs
        case "signal_delay_ms": summary.signalDelayMs?.values
        case "relative_to_control_ms": summary.relativeToControlMs?.values
        case "relative_signal_ms": summary.relativeSignalMs?.values
        case "relative_at_instant_ms": summary.relativeAtInstantMs
        case "control_delay_ms": summary.controlDelayMs
        default: nil
        }
    }

    /// How many values lie beyond the percentile that it is, on the side with fewer.
    ///
    /// Of a delay of playout, how many of the frames seen lie beyond their 95th percentile. Nil for what is no percentile.
    func valuesBeyond(in summary: Summary) -> Double? {
        if keys.first == "playout" { return Double(summary.frames.marked) * 0.05 }
        guard let values = distribution(in: summary), let last = keys.last, last.hasPrefix("p"),
            let rank = Double(last.dropFirst())
        else { return nil }
        return Double(values.n) * min(rank, 100 - rank) / 100
    }
}
