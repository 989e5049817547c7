public import LabModel

/// A beep as it was heard.
public struct HeardBeep: Hashable, Sendable {
    /// Its tone, from 0 to 7.
    public var tone: Int
    /// When it begins, on the stream's own clock.
    public var onset: Latency

    /// Makes one; each argument is the property of its name.
    public init(tone: Int, onset: Latency) {
        self.tone = tone
        self.onset = onset
    }
}
