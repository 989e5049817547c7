/// One number of the lab's speed, measured several times.
protocol Benchmark {
    /// Its name, which is also its key in the thresholds file.
    var name: String { get }
    /// What the number counts.
    var unit: String { get }
    /// Whether a smaller number is the better one.
    var isLowerBetter: Bool { get }
    /// What the peer is, where there is one; the number that a limit holds is then the ratio.
    var peer: String? { get }

    /// Measures once.
    func measure() throws -> Reading
}

extension Benchmark {
    var isLowerBetter: Bool { true }
    var peer: String? { nil }
}

/// One measurement.
struct Reading {
    /// The number, in the benchmark's unit.
    var value: Double
    /// The peer's, measured just beside it; nil where there is no peer.
    var peerValue: Double?
}
