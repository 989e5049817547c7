public import LabModel

/// How a gate ended.
public struct GateOutcome: Hashable, Sendable, Encodable {
    /// The ends there are.
    public enum Verdict: String, Hashable, Sendable, Encodable {
        /// The interval's worse end meets the gate.
        case passed
        /// The interval's better end does not meet it.
        case failed
        /// Neither.
        case inconclusive
    }

    /// The gate as it was written.
    public let gate: String
    /// How it ended.
    public let verdict: Verdict
    /// What the second set's mean had to stay at or below, in the path's unit; nil where that cannot be said.
    @OrNull public var limit: Double?
    /// The second set's mean − the limit, with its interval; nil where it cannot be said.
    @OrNull public var overLimit: Contrast?
    /// Why, as a sentence.
    public let text: String

    init(_ gate: Gate, _ verdict: Verdict, limit: Double? = nil, overLimit: Contrast? = nil, text: String) {
        self.gate = gate.text
        self.verdict = verdict
        self.limit = limit
        self.overLimit = overLimit
        self.text = text
    }

    private enum CodingKeys: String, CodingKey {
        case gate, verdict, limit, text
        case overLimit = "over_limit"
    }
}
