import Foundation
import LabTesting
import Testing

@testable import Benchmarking

@Suite(.realTime) struct KnownDelayBenchmarkTests {
    private let benchmark = KnownDelayBenchmark(executables: "")

    private func report(_ holds: [Int]) -> Data {
        let rows = holds.flatMap { hold in
            [("arrival, median", -0.25), ("arrival, standard deviation", 0.5), ("decoding, median", 1), ("other", 9)]
                .map {
                    #"{"what":"held for \#(hold) ms: \#($0.0)","error":\#($0.1)}"#
                }
        }
        return Data(#"{"ok":true,"rows":[\#(rows.joined(separator: ","))]}"#.utf8)
    }

    @Test func errorsCountWithoutTheirSign() throws {
        let figures = try benchmark.figures(ofJSON: report([0, 50, 200, 1_000]))
        #expect(figures.count == 12)
        #expect(
            figures.prefix(4).map(\.name) == [
                "known_delay.0ms.arrival_error", "known_delay.0ms.arrival_stddev", "known_delay.0ms.decoded_error",
                "known_delay.50ms.arrival_error",
            ]
        )
        #expect(figures.prefix(4).map(\.value) == [0.25, 0.5, 1, 0.25])
        #expect(figures.allSatisfy { $0.unit == "ms" && $0.isLowerBetter })
    }

    @Test func aMissingNumberIsNoGoodOne() {
        #expect(throws: BenchmarkError.self) { try benchmark.figures(ofJSON: report([0, 50, 200])) }
        let unknown = Data(#"{"rows":[{"what":"held for 0 ms: arrival, median","error":null}]}"#.utf8)
        #expect(
            throws: BenchmarkError.wrongWork(
                benchmark: "known_delay",
                reason: "it has no number for `held for 0 ms: arrival, median`"
            )
        ) {
            try benchmark.figures(ofJSON: unknown)
        }
    }
}
