import Foundation
import LabTesting
import Testing

@testable import Benchmarking

struct MergeBenchmarkTests {
    @Test func `A program that merges too little is an error, however fast it is`() throws {
        let folder = try TemporaryFolder()
        // The first of the two files becomes the whole result.
        try folder.program("glasslab", "#!/bin/sh\ncp \"$3\" \"$2\"\n")
        let benchmark = MergeBenchmark(executables: folder.path, count: 2, samples: 10)
        #expect(
            throws: BenchmarkError.wrongWork(
                benchmark: "merge_1000_stores",
                reason: "1 of 2 runs were merged, the last with 10 samples"
            )
        ) { try benchmark.measure() }
    }

    @Test func `One that merges all gives its figures`() throws {
        let folder = try TemporaryFolder()
        try folder.program("glasslab", "#!/bin/sh\ncp \"$3\" \"$2\"\n")
        let figures = try MergeBenchmark(executables: folder.path, count: 1, samples: 1_500).measure()
        #expect(figures.map(\.unit) == ["s", "s", "MB", "s", "MB"])
        #expect(figures.allSatisfy { $0.name.hasPrefix("merge_1000_stores.") && $0.value >= 0 })
    }
}
