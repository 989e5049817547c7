/// ``TimeBuckets`` as counters with Prometheus' label `le`, a line a bucket; empty buckets have none.
enum TimeBucketsText {
    private static let label = "{le=\""
    private static let end = "\"}"

    /// The labels and values of the lines.
    static func lines(_ buckets: TimeBuckets) -> [(labels: String, value: String)] {
        buckets.cumulative.map { ("\(label)\(seconds($0.longest))\(end)", String($0.count)) }
    }

    /// Reads what ``lines(_:)`` made.
    /// - Parameters:
    ///   - name: of the metric.
    ///   - metrics: all values by names with labels.
    /// - Returns: the buckets; none where a line makes no sense.
    static func buckets(_ name: String, in metrics: [String: Double]) -> TimeBuckets {
        var cumulative: [(longest: Latency, count: Int)] = []
        for (key, value) in metrics where key.hasPrefix(name + label) && key.hasSuffix(end) {
            let text = key.dropFirst(name.count + label.count).dropLast(end.count)
            guard let longest = latency(text) else { return TimeBuckets() }
            cumulative.append((longest, Int(value)))
        }
        return TimeBuckets(cumulative: cumulative) ?? TimeBuckets()
    }

    /// Exact decimal seconds, so that reading gives back the same nanoseconds.
    static func seconds(_ length: Latency) -> String {
        let nanoseconds = max(0, length.nanoseconds)
        let digits = String(nanoseconds % 1_000_000_000)
        return "\(nanoseconds / 1_000_000_000).\(String(repeating: "0", count: 9 - digits.count))\(digits)"
    }

    private static func latency(_ text: Substring) -> Latency? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count == 9, let whole = Int64(parts[0]), let rest = Int64(parts[1]),
            whole >= 0, rest >= 0
        else { return nil }
        let (product, isTooLong) = whole.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, isTooLongYet) = product.addingReportingOverflow(rest)
        return isTooLong || isTooLongYet ? nil : Latency(nanoseconds: sum)
    }
}
