/// Something whose speed or cost is measured, several times.
protocol Benchmark {
    /// What it is called on the command line.
    var name: String { get }
    /// What it measures, in one line.
    var about: String { get }

    /// Measures once; each call gives the same figures in the same order.
    func measure() throws -> [Figure]
}
