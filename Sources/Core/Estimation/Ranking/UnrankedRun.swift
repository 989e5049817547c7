import LabModel

/// A run that takes no part in a ranking.
public struct UnrankedRun: Hashable, Sendable, Codable {
    /// Whose run it is.
    public let provider: String
    /// The run's id, with `@` and its attempt where that is not the first.
    public let run: String
    /// The run's identity.
    public let uuid: String
    /// Why, without a full stop.
    public let reason: String

    init(provider: String, run: Summary.RunPart, reason: String) {
        self.provider = provider
        self.run = run.name
        uuid = run.uuid
        self.reason = reason
    }
}
