/// The table of a benchmark whose figures have rows and columns.
struct ResultTable {
    /// The benchmark's name.
    let name: String
    private let results: [BenchmarkResult]

    /// A table for each benchmark that has one, in the order of measuring.
    static func tables(of results: [BenchmarkResult]) -> [ResultTable] {
        let placed = results.filter { $0.row != nil }
        return distinct(placed.map(benchmark)).map { name in
            ResultTable(name: name, results: placed.filter { benchmark($0) == name })
        }
    }

    private static func benchmark(_ result: BenchmarkResult) -> String {
        String(result.name.prefix { $0 != "." })
    }

    /// Its lines: medians, and the spread in brackets where there was more than one run.
    var lines: [String] {
        let columns = Self.distinct(results.map { Self.heading($0) })
        let rows = Self.distinct(results.compactMap(\.row))
        let head = [
            BenchmarkReport.line([name] + columns),
            BenchmarkReport.line([String](repeating: "---", count: columns.count + 1)),
        ]
        return head
            + rows.map { row in
                let cells = columns.map { column in
                    results.first { $0.row == row && Self.heading($0) == column }.map(Self.cell) ?? ""
                }
                return BenchmarkReport.line([row] + cells)
            }
    }

    private static func heading(_ result: BenchmarkResult) -> String {
        "\(result.column ?? ""), \(result.unit)"
    }

    private static func cell(_ result: BenchmarkResult) -> String {
        let missed = result.isKept == false ? " MISSED" : ""
        let median = BenchmarkReport.figure(result.median)
        guard result.runs > 1 else { return median + missed }
        return "\(median) (\(BenchmarkReport.figure(result.least)) to \(BenchmarkReport.figure(result.most)))\(missed)"
    }

    /// Each text once, in the order of coming.
    private static func distinct(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }
}
