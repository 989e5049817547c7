import Testing

@testable import Benchmarking

@Suite struct LinkPrecisionBenchmarkTests {
    @Test func bothTransportsAreMeasured() throws {
        let figures = try LinkPrecisionBenchmark(count: 50).measure()
        #expect(
            figures.map(\.name) == [
                "link_precision.udp.late_p50", "link_precision.udp.late_p99", "link_precision.tcp.late_p50",
                "link_precision.tcp.late_p99",
            ]
        )
        // Nothing is passed on before it is due.
        #expect(figures.allSatisfy { $0.value >= 0 && $0.unit == "ms" && $0.isLowerBetter })
    }
}
