public import LabModel

/// Where a player would have begun to show the stream when the first playlist arrived.
public struct ClientStart: Hashable, Sendable {
    /// How far behind the playlist's end: PART-HOLD-BACK where parts are fetched, else HOLD-BACK, else three target
    /// durations.
    public var holdBack: Latency
    /// The playlist's end, in media time from the beginning of the first media fetched; zero or more.
    public var edge: Latency
    /// When that playlist arrived.
    public var at: MonotonicTime

    /// Makes a start; each argument is the property of its name.
    public init(holdBack: Latency, edge: Latency, at: MonotonicTime) {
        self.holdBack = holdBack
        self.edge = edge
        self.at = at
    }
}
