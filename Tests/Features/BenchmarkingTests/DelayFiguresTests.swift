import LabModel
import Testing

@testable import Benchmarking

@Suite struct DelayFiguresTests {
    private let row = DelayFigures(benchmark: "b", name: "srt", title: "SRT")

    @Test func aFigureHasItsCell() {
        let figure = row.figure("p50", 3, "delay p50", unit: "ms")
        #expect(figure.name == "b.srt.p50" && figure.value == 3 && figure.unit == "ms")
        #expect(figure.cell == Figure.Cell(row: "SRT", column: "delay p50"))
    }

    private func summary(marked: Int = 300) -> Summary {
        var values = Distribution()
        (values.n, values.p50, values.p95) = (300, 5, 9)
        var summary = Summary(
            run: Summary.RunPart(
                manifest: RunManifest(
                    uuid: "u",
                    id: "bench",
                    attempt: 1,
                    provider: "srt",
                    url: "srt://127.0.0.1",
                    startedAt: WallTime(nanoseconds: 0),
                    settings: [:],
                    versions: [:],
                    machine: [:]
                ),
                startedAt: "",
                endReason: .duration
            )
        )
        summary.frames.marked = marked
        summary.frames.dropped = 2
        summary.frameDelayMs = values
        values.p95 = 12
        summary.signalDelayMs = SignalDelay(values: values, censored: 0, lowerBound: [])
        summary.playout = Summary.Playout()
        summary.playout?.leastDelayNoStallMs = 14
        return summary
    }

    @Test func aRunsNumbersAreItsSummarys() throws {
        let figures = try row.delays(of: summary(), least: 300)
        #expect(figures.map(\.value) == [5, 9, 5, 12, 14, 2])
        #expect(figures.allSatisfy { $0.cell?.row == "SRT" })
        #expect(Set(figures.map(\.cell)).count == 6, "each has a place of its own")
    }

    @Test func whatIsMissingIsNoNumber() {
        let fewer = BenchmarkError.wrongWork(benchmark: "b", reason: "srt: 299 frames were read, not 300")
        #expect(throws: fewer) { try row.delays(of: summary(marked: 299), least: 300) }
        let unknown = BenchmarkError.wrongWork(benchmark: "b", reason: "srt: a delay is not known")
        var none = summary()
        none.playout = nil
        #expect(throws: unknown) { try row.delays(of: none, least: 300) }
        var bound = summary()
        bound.signalDelayMs?.lowerBound = ["p95"]
        #expect(throws: unknown) { try row.delays(of: bound, least: 300) }
    }
}
