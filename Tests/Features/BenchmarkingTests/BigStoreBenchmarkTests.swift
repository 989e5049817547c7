import Estimation
import Foundation
import LabTesting
import RunStore
import Testing

@testable import Benchmarking

struct BigStoreBenchmarkTests {
    private func program(_ folder: TemporaryFolder, lines: Int, bytes: Int) throws {
        let script = """
            #!/bin/sh
            case $1 in
            runs) seq \(lines) ;;
            report) head -c \(bytes) /dev/zero > "$5" ;;
            esac
            """
        try folder.program("glasslab", script)
    }

    @Test func `A list that lacks runs is an error, however fast it is`() throws {
        let folder = try TemporaryFolder()
        try program(folder, lines: 3, bytes: 20_000)
        let benchmark = BigStoreBenchmark(executables: folder.path, count: 5, samples: 60)
        #expect(throws: BenchmarkError.wrongWork(benchmark: "big_store", reason: "3 lines list 5 runs")) {
            try benchmark.measure()
        }
    }

    @Test func `A report of nothing is one too`() throws {
        let folder = try TemporaryFolder()
        try program(folder, lines: 6, bytes: 100)
        let benchmark = BigStoreBenchmark(executables: folder.path, count: 5, samples: 60)
        #expect(throws: BenchmarkError.wrongWork(benchmark: "big_store", reason: "a report of 100 bytes")) {
            try benchmark.measure()
        }
    }

    @Test func `Programs that do their work give figures`() throws {
        let folder = try TemporaryFolder()
        try program(folder, lines: 6, bytes: 20_000)
        let figures = try BigStoreBenchmark(executables: folder.path, count: 5, samples: 60).measure()
        #expect(figures.map(\.unit) == ["s", "s", "s", "s", "MB", "MB"])
        #expect(figures.last?.value == 0.02)
    }

    @Test func `The store holds what a report needs`() throws {
        let folder = try TemporaryFolder()
        var store = BigStore(count: 10, samples: 900, traces: 1)
        try store.make(at: folder.file("big.sqlite"))
        let made = try RunStore.open(folder.file("big.sqlite"), mode: .readOnly)
        let runs = try made.runs()
        #expect(runs.count == 10 && Set(runs.map(\.provider)) == Set(BigStore.providers))
        #expect(runs.allSatisfy { $0.state == .complete && $0.figures?.signalDelayP95Ms != nil })
        let results = try made.results(of: runs.map(\.uuid), withDigests: true)
        #expect(results.values.allSatisfy { $0.digest?.delays.isEmpty == false })
    }
}
