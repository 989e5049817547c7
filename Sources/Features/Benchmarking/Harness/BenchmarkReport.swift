internal import Foundation
public import LabModel
internal import Machine

/// All results, and the machine they were made on.
public struct BenchmarkReport: Encodable, Sendable {
    /// The machine: processor, cores, memory, system.
    public var machine: [String: SettingValue]
    /// The machine's load before the first run: above its cores' number, nothing here should be believed.
    public var loadAverage: Double?
    /// A row a figure, in the order of measuring.
    public var results: [BenchmarkResult]

    init(results: [BenchmarkResult], loadAverage: Double?) {
        // Who measured is nobody else's business.
        machine = Host.facts().filter { $0.key != "hostname" }
        self.loadAverage = loadAverage
        self.results = results
    }

    /// One JSON object, keys in snake case.
    /// - Throws: `EncodingError` for a number that JSON cannot hold.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }

    /// The table of docs/benchmarks.md.
    public func text() -> String {
        let facts = machine.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        let load = loadAverage.map { ["load average before: \($0)"] } ?? []
        let single = results.filter { $0.row == nil }.map { result in
            let cells = [
                result.name, "\(Self.figure(result.median)) \(result.unit)",
                "\(Self.figure(result.least)) to \(Self.figure(result.most))", "\(result.runs)",
                result.ratio.map { "\(Self.figure($0)) x \(result.peer ?? "")" } ?? "",
                result.limit.map { "\(Self.figure($0))\(result.isKept == false ? " MISSED" : " kept")" } ?? "",
            ]
            return Self.line(cells)
        }
        let head = [
            "| benchmark | median | spread | runs | ratio to peer | limit |", "| --- | --- | --- | --- | --- | --- |",
        ]
        let tables = ResultTable.tables(of: results).flatMap { [""] + $0.lines }
        return (facts + load + (single.isEmpty ? [] : [""] + head + single) + tables).joined(separator: "\n") + "\n"
    }

    /// A line of a table.
    static func line(_ cells: [String]) -> String {
        "| " + cells.joined(separator: " | ") + " |"
    }

    /// Three digits that count, without a power of ten.
    static func figure(_ value: Double) -> String {
        guard value.isFinite, value != 0 else { return "\(value)" }
        let places = max(0, 2 - Int(log10(abs(value)).rounded(.down)))
        return String(format: "%.\(places)f", value)
    }
}
