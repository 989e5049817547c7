/// What the runs of a benchmark gave for one figure.
public struct BenchmarkResult: Encodable, Sendable {
    /// The figure's name.
    public var name: String
    /// What the numbers count.
    public var unit: String
    /// The peer, where there is one.
    public var peer: String?
    /// How often it was measured, at least once.
    public var runs: Int
    /// The middle one of the runs' numbers.
    public var median: Double
    /// The smallest.
    public var least: Double
    /// The largest.
    public var most: Double
    /// The median of the peer's runs.
    public var peerMedian: Double?
    /// The median of value / peer's value, run by run.
    public var ratio: Double?
    /// What the ratio, or else the median, may be at most (or at least, where more is better).
    public var limit: Double?
    /// Whether the limit is kept; nil where there is none.
    public var isKept: Bool?
    /// The row of the benchmark's own table that holds it; nil where it has none.
    public var row: String?
    /// The column of that table.
    public var column: String?

    /// Sums runs up, figure by figure.
    static func results(of runs: [[Figure]], limits: [String: Double]) -> [BenchmarkResult] {
        let names = runs.first?.map(\.name) ?? []
        return names.compactMap { name in
            BenchmarkResult(runs.flatMap { $0.filter { $0.name == name } }, limit: limits[name])
        }
    }

    /// Sums one figure's runs up; nil where there is none.
    init?(_ figures: [Figure], limit: Double?) {
        guard let first = figures.first else { return nil }
        name = first.name
        unit = first.unit
        peer = first.peer
        row = first.cell?.row
        column = first.cell?.column
        runs = figures.count
        let values = figures.map(\.value)
        median = Self.median(values)
        least = values.min() ?? .nan
        most = values.max() ?? .nan
        let peers = figures.compactMap(\.peerValue)
        peerMedian = peers.isEmpty ? nil : Self.median(peers)
        let ratios = figures.compactMap { figure in figure.peerValue.map { figure.value / $0 } }
        ratio = ratios.isEmpty ? nil : Self.median(ratios)
        self.limit = limit
        if let limit {
            let judged = ratio ?? median
            isKept = first.isLowerBetter ? judged <= limit : judged >= limit
        }
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        guard sorted.count.isMultiple(of: 2) else { return sorted[middle] }
        return (sorted[middle - 1] + sorted[middle]) / 2
    }
}
