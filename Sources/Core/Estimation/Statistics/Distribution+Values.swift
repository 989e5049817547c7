public import LabModel

extension Distribution {
    /// Describes values; the 95 % intervals stay nil.
    /// - Parameter values: In any order; finite.
    public init(of values: [Double]) {
        self.init(sorted: values.sorted())
    }

    /// Describes values that are in ascending order.
    init(sorted values: [Double]) {
        self.init()
        n = values.count
        min = values.first
        max = values.last
        p5 = Percentile.of(sorted: values, 0.05)
        p25 = Percentile.of(sorted: values, 0.25)
        p50 = Percentile.of(sorted: values, 0.5)
        p75 = Percentile.of(sorted: values, 0.75)
        p95 = Percentile.of(sorted: values, 0.95)
        p99 = Percentile.of(sorted: values, 0.99)
        mean = Moments.mean(values)
        stddev = Moments.standardDeviation(values)
    }

    /// A distribution of values; nil where there are none.
    static func known(_ values: [Double]) -> Distribution? {
        values.isEmpty ? nil : Distribution(of: values)
    }

    /// The numbers that say where values lie, by name, in ascending order.
    var ranks: [(name: String, value: Double?)] {
        [
            ("min", min), ("p5", p5), ("p25", p25), ("p50", p50), ("p75", p75), ("p95", p95), ("p99", p99),
            ("max", max),
        ]
    }
}
