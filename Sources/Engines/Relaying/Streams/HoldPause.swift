public import LabModel

/// A stretch of each connection in which nothing is passed on.
public struct HoldPause: Hashable, Sendable {
    /// When it begins, counted from the instant at which the connection's first byte is due.
    public var begin: Latency
    /// How long it lasts.
    public var length: Latency

    /// Makes a pause.
    public init(begin: Latency, length: Latency) {
        self.begin = begin
        self.length = length
    }

    /// When something is passed on that would be due at an instant.
    func moved(_ due: MonotonicTime, first: MonotonicTime) -> MonotonicTime {
        guard due - first >= begin, due - first < begin + length else { return due }
        return first + begin + length
    }
}
