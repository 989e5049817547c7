import Testing

@testable import Benchmarking

@Suite struct ResultTableTests {
    private func figure(_ row: String, _ column: String, _ value: Double, unit: String = "ms") -> Figure {
        Figure(
            name: "ways.\(row).\(column)",
            value: value,
            unit: unit,
            cell: Figure.Cell(row: row, column: column)
        )
    }

    private func results(_ runs: [[Figure]], limits: [String: Double] = [:]) -> [BenchmarkResult] {
        BenchmarkResult.results(of: runs, limits: limits)
    }

    @Test func figuresStandInTheirRowsAndColumns() throws {
        let results = results([
            [figure("a", "p50", 1), figure("a", "cpu", 0.5, unit: "cores"), figure("b", "p50", 20)]
        ])
        let table = try #require(ResultTable.tables(of: results).first)
        #expect(
            table.lines == [
                "| ways | p50, ms | cpu, cores |", "| --- | --- | --- |", "| a | 1.00 | 0.500 |", "| b | 20.0 |  |",
            ]
        )
    }

    @Test func severalRunsTellTheirSpread() throws {
        let runs = [[figure("a", "p50", 1)], [figure("a", "p50", 3)], [figure("a", "p50", 2)]]
        let table = try #require(ResultTable.tables(of: results(runs)).first)
        #expect(table.lines.last == "| a | 2.00 (1.00 to 3.00) |")
    }

    @Test func aMissedLimitIsMarked() throws {
        let results = results([[figure("a", "p50", 3), figure("b", "p50", 3)]], limits: ["ways.a.p50": 2])
        let table = try #require(ResultTable.tables(of: results).first)
        #expect(table.lines.suffix(2) == ["| a | 3.00 MISSED |", "| b | 3.00 |"])
    }

    /// The report shows what has no table in the one of old, and leaves that out where nothing is left for it.
    @Test func theReportHoldsBoth() {
        let single = Figure(name: "x", value: 1, unit: "ms")
        let both = BenchmarkReport(results: results([[single, figure("a", "p50", 2)]]), loadAverage: nil).text()
        #expect(
            both.hasSuffix(
                "| x | 1.00 ms | 1.00 to 1.00 | 1 |  |  |\n\n| ways | p50, ms |\n| --- | --- |\n| a | 2.00 |\n"
            )
        )
        let alone = BenchmarkReport(results: results([[figure("a", "p50", 2)]]), loadAverage: nil).text()
        #expect(!alone.contains("benchmark") && alone.hasSuffix("| a | 2.00 |\n"))
        #expect(ResultTable.tables(of: results([[single]])).isEmpty)
    }

    @Test func theRowAndColumnAreInTheJSON() throws {
        let text = try BenchmarkReport(results: results([[figure("a", "p50", 2)]]), loadAverage: nil).json()
        #expect(text.contains("\"column\":\"p50\"") && text.contains("\"row\":\"a\""))
    }
}
