public import LabModel

/// What a person may choose of a sweep's analysis.
public struct SweepAnalysisOptions: Sendable {
    /// By which numbers; the best settings are chosen by the first.
    ///
    /// Empty for the 95th percentile and the median of signal delay, the operating delay before them where a stream is
    /// segmented.
    public var figures: [FigurePath] = []
    /// Whether runs that received pictures of different sizes may be compared where size is not what is varied.
    public var allowsDifferentSizes = false
    /// Settings that are not looked at although they vary, by their names in the manifest.
    public var ignored: Set<String> = []
    /// What CPU and memory cost; nil where nobody says.
    public var prices: TaskPrices?
    /// Lines of which no run exists; others too, of which only the failed attempts are taken.
    public var missing: [MissingLine] = []
    /// Lines of which a run is under way.
    public var running: Set<Int> = []

    /// The defaults.
    public init() {}
}

/// A line of a sweep of which there is no run, or that had attempts of which there is none.
public struct MissingLine: Hashable, Sendable {
    /// The line's number, from 1.
    public var line: Int
    /// The run's name; nil where only the number is known.
    public var name: String?
    /// What it should have been measured with, by the names in a manifest and as levels are written.
    ///
    /// A setting that is not here may have had any value: where the line failed, that counts against all its levels.
    public var settings: [String: String]
    /// Why it failed, as a clause; nil where nobody tried, or nobody knows.
    public var failure: String?
    /// Why each attempt at it that left no run failed, as clauses, oldest first.
    public var failedAttempts: [String]

    /// Makes a line; each argument is the property of its name.
    public init(
        line: Int,
        name: String? = nil,
        settings: [String: String] = [:],
        failure: String? = nil,
        failedAttempts: [String] = []
    ) {
        (self.line, self.name, self.settings) = (line, name, settings)
        (self.failure, self.failedAttempts) = (failure, failedAttempts)
    }

    /// Why there is no run of it.
    /// - Parameter isRunning: whether one is under way.
    /// - Returns: what became of the line, and why.
    func trouble(isRunning: Bool) -> Trouble {
        let reason = (failure ?? failedAttempts.last).map { reason in
            failedAttempts.count > 1 ? "\(reason), the last of \(failedAttempts.count) attempts" : reason
        }
        guard !isRunning else {
            // What counts against its settings is told by how it ends.
            let before = reason.map { ", after it failed: \($0)" } ?? ""
            return Trouble(kind: .missing, reason: "it is still being measured" + before)
        }
        return Trouble(kind: reason == nil ? .missing : .failed, reason: reason ?? "no run of it is in the store")
    }
}
