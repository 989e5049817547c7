internal import Foundation
internal import LabModel

/// All that was planted and measured.
public struct SelftestReport: Encodable, Sendable {
    /// Whether everything is within its limit, and something was measured.
    public var ok: Bool { !rows.isEmpty && rows.allSatisfy(\.isWithin) }
    /// How long it took, in seconds.
    public var durationS: Double
    /// A row for each number, in the order of the checks.
    public var rows: [SelftestRow]

    /// Makes a report.
    public init(rows: [SelftestRow], durationS: Double) {
        self.rows = rows
        self.durationS = durationS
    }

    private enum CodingKeys: String, CodingKey {
        case ok, rows
        case durationS = "duration_s"
    }

    /// Writes `ok`, `duration_s` and `rows`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(ok, forKey: .ok)
        try container.encode(durationS, forKey: .durationS)
        try container.encode(rows, forKey: .rows)
    }

    /// One JSON object with a line end.
    /// - Throws: `EncodingError` for a number that JSON cannot hold.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }

    /// A table: planted and measured side by side, a line a number, and the verdict below.
    ///
    /// - Parameter judge: how a row's verdict is written, such as in colour.
    /// - Returns: lines, the last one ended too.
    public func text(judge: (Bool) -> String = { $0 ? "ok" : "OUTSIDE" }) -> String {
        let head = ["", "planted", "measured", "error", "limit"]
        let cells = rows.map { row in
            [
                row.what, Self.number(row.planted, row.unit),
                row.measured.map { Self.number($0, row.unit) } ?? "nothing",
                row.error.map { Self.signed($0, row.unit) } ?? "", "± " + Self.number(row.limit, row.unit),
            ]
        }
        let widths = head.indices.map { column in ([head] + cells).map { $0[column].count }.max() ?? 0 }
        let lines = ([head] + cells).enumerated().map { index, cells in
            let padded = zip(cells, widths).enumerated().map { column, cell in
                let blanks = String(repeating: " ", count: cell.1 - cell.0.count)
                return column == 0 ? cell.0 + blanks : blanks + cell.0
            }
            let verdict = index == 0 ? "" : "  " + judge(rows[index - 1].isWithin)
            return padded.joined(separator: "  ") + verdict
        }
        return (lines + ["", verdict]).joined(separator: "\n") + "\n"
    }

    private var verdict: String {
        let outside = rows.count { !$0.isWithin }
        guard outside > 0 else {
            return "All \(rows.count) numbers are within their limits: what the lab measures is what was done."
        }
        return
            "\(outside) of \(rows.count) numbers are outside their limits. Close what else runs and try again; if they "
            + "stay outside, do not trust what is measured on this machine."
    }

    /// Counts as they are, lengths with two places.
    private static func number(_ value: Double, _ unit: String) -> String {
        unit.isEmpty ? String(format: "%.0f", value) : String(format: "%.2f ", value) + unit
    }

    private static func signed(_ value: Double, _ unit: String) -> String {
        let text = number(value, unit)
        return value > 0 ? "+" + text : text
    }
}
