public import LabModel

/// How long the rest of a sweep will take.
public enum RemainingTime {
    /// The rest by what lines took so far.
    ///
    /// A running line needs what is left of a typical one, a waiting line a typical one, and so many lines share the time as
    /// are measured at once.
    ///
    /// - Parameters:
    ///   - typical: how long a line takes; nil where none has ended yet.
    ///   - running: how long each running line has taken so far.
    ///   - waiting: how many lines wait.
    ///   - concurrency: how many lines are measured at once; below 1 counts as 1.
    /// - Returns: the rest; zero where nothing runs or waits, nil where nothing is known.
    public static func estimate(
        typical: Latency?,
        running: [Latency],
        waiting: Int,
        concurrency: Int
    ) -> Latency? {
        guard !running.isEmpty || waiting > 0 else { return .zero }
        guard let typical else { return nil }
        // The line that has the least behind it ends the last of those that run.
        let rests = running.map { max(0, typical.seconds - $0.seconds) }
        let lanes = min(max(1, concurrency), running.count + waiting)
        let work = rests.reduce(0, +) + typical.seconds * Double(waiting)
        return .seconds(max(work / Double(lanes), rests.max() ?? 0, waiting > 0 ? typical.seconds : 0))
    }

    /// What a line takes typically: the median of what lines took.
    ///
    /// - Parameter lengths: how long each ended line took.
    /// - Returns: nil for no lengths.
    public static func typical(of lengths: [Latency]) -> Latency? {
        guard !lengths.isEmpty else { return nil }
        let sorted = lengths.map(\.nanoseconds).sorted()
        let (low, high) = (sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2])
        return Latency(nanoseconds: low + (high - low) / 2)
    }
}
