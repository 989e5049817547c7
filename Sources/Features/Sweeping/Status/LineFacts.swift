public import LabModel

/// What a line's folder tells.
public struct LineFacts: Hashable, Sendable {
    /// The line's number, from 1.
    public var number: Int
    /// Its name.
    public var name: String
    /// Whether its store is published.
    public var isPublished: Bool
    /// Whether a process that this machine can see does it now.
    public var isPresent: Bool
    /// When that process began it; nil where it did not say.
    public var presentSince: WallTime?
    /// How it ended, as was written; nil where nothing was.
    public var result: LineResult?
    /// The attempt that began last, where it died before it could say how it ended; nil otherwise.
    public var abandoned: FailedAttempt?
    /// Slurm's number of the array job in which it was begun last; nil where it was begun without Slurm, or never.
    public var job: Int?

    /// Makes facts of a line whose folder tells nothing yet.
    public init(number: Int, name: String) {
        self.number = number
        self.name = name
        isPublished = false
        isPresent = false
    }

    /// All attempts that left no result, oldest first, also of a line that is done.
    public var failedAttempts: [FailedAttempt] {
        let written = result?.failedAttempts ?? []
        return written + [abandoned].compactMap { $0 }.filter { !written.contains($0) }
    }

    /// Why the latest attempt left no result; nil for a line that is done, is being done, or was never begun.
    public var failure: String? {
        guard !isPublished, !isPresent else { return nil }
        if let abandoned { return abandoned.reason }
        guard let result, result.state == .failed else { return nil }
        return result.reason ?? "it exited with \(result.exitCode ?? 1)"
    }
}
