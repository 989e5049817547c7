/// What is to be measured, and how often.
public struct BenchmarkPlan: Sendable {
    /// Which benchmarks, in this order; all of them where it is empty.
    public var names: [String] = []
    /// How often each is measured, at least once.
    public var runs = 5
    /// The folder of the lab's executables.
    public var executables: String
    /// Whether benchmarks that watch something over time take ten minutes for it, not one, and those that count how often
    /// intervals are right 1,000 traces, not 100.
    public var isLong = false
    /// From a figure's name to what it may be at most (or at least, where more is better).
    public var limits: [String: Double] = [:]

    /// Makes a plan of all benchmarks, five times each.
    public init(executables: String) {
        self.executables = executables
    }
}
