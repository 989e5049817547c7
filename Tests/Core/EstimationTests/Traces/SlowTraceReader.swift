/// Reads a trace without quotes the plain way: splits texts.
enum SlowTraceReader {
    struct Row: Equatable {
        var frame: UInt32
        var sentNanoseconds: Int64
        var receivedNanoseconds: Int64
    }

    /// The rows, or the line of the first error.
    static func read(_ text: String) -> (rows: [Row], errorLine: Int?) {
        var rows: [Row] = []
        var sent: [UInt32: Int64] = [:]
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().dropFirst()
        where !line.isEmpty {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            guard fields.count == 3, let frame = UInt32(fields[0]), let sentAt = nanoseconds(fields[1]),
                let receivedAt = nanoseconds(fields[2]), receivedAt >= rows.last?.receivedNanoseconds ?? .min,
                sent[frame] ?? sentAt == sentAt
            else { return (rows, index + 1) }
            sent[frame] = sentAt
            rows.append(Row(frame: frame, sentNanoseconds: sentAt, receivedNanoseconds: receivedAt))
        }
        return (rows, nil)
    }

    /// Microseconds with up to three digits behind the point.
    private static func nanoseconds(_ text: Substring) -> Int64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let first = parts.first, let whole = Int64(first) else { return nil }
        let digits = parts.count > 1 ? String((parts[1] + "000").prefix(3)) : "0"
        return Int64(digits).map { whole * 1_000 + $0 }
    }
}
