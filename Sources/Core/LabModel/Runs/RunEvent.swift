/// Something that happened during a run and may explain its numbers.
public struct RunEvent: Hashable, Sendable, Codable {
    /// The kind of event that says that scoring after the run was interrupted.
    public static let qualityInterrupted = "quality_interrupted"

    /// The kind of event that says that a control stream showed nothing to compare with.
    public static let controlMissing = "control_missing"

    /// The kind of event that says that the stream did not get to whom it is pushed to.
    public static let pushFailed = "push_failed"

    /// When, in seconds from the run's first byte request; negative before it.
    public var tS: Double
    /// What kind, in snake case, such as `decoder_mode`, `reconnected`, `resolution_changed`, `epoch`.
    public var code: String
    /// What happened, as a sentence for a person.
    public var text: String

    /// Makes an event.
    public init(tS: Double, code: String, text: String) {
        self.tS = tS
        self.code = code
        self.text = text
    }
}
