/// How often lines that were killed or lost are submitted again by themselves.
public struct SweepRounds: Codable, Hashable, Sendable {
    /// The most that can be asked for.
    public static let greatest = 20
    /// What holds where nothing is asked for.
    public static let usual = 2

    /// The most rounds behind a submission by hand; 0 for none.
    public var limit: Int
    /// How many there were since that submission.
    public var done = 0

    /// Makes rounds of which none was done.
    /// - Parameter limit: the most; below 0 counts as 0.
    public init(limit: Int = Self.usual) {
        self.limit = max(0, limit)
    }

    /// Whether there may be another.
    public var isLeft: Bool { done < limit }
}
