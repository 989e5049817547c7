/// What the runs of one benchmark gave.
struct BenchmarkResult: Encodable {
    var name: String
    var unit: String
    /// The peer, where there is one.
    var peer: String?
    var runs: Int
    var median: Double
    var least: Double
    var most: Double
    /// The median of the peer's runs.
    var peerMedian: Double?
    /// The median of value / peer's value, run by run.
    var ratio: Double?
    /// What the ratio, or else the median, may be at most (or at least, where more is better).
    var limit: Double?
    /// Whether the limit is kept; nil where there is none.
    var isKept: Bool?

    /// Sums runs up; there must be at least one.
    init(_ benchmark: any Benchmark, readings: [Reading], limit: Double?) {
        name = benchmark.name
        unit = benchmark.unit
        peer = benchmark.peer
        runs = readings.count
        let values = readings.map(\.value)
        median = Self.median(values)
        least = values.min() ?? .nan
        most = values.max() ?? .nan
        let peers = readings.compactMap(\.peerValue)
        peerMedian = peers.isEmpty ? nil : Self.median(peers)
        let ratios = readings.compactMap { reading in reading.peerValue.map { reading.value / $0 } }
        ratio = ratios.isEmpty ? nil : Self.median(ratios)
        self.limit = limit
        if let limit {
            let judged = ratio ?? median
            isKept = benchmark.isLowerBetter ? judged <= limit : judged >= limit
        }
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        guard sorted.count.isMultiple(of: 2) else { return sorted[middle] }
        return (sorted[middle - 1] + sorted[middle]) / 2
    }
}
