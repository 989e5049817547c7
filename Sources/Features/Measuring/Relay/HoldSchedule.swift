public import LabModel

/// When each read of a connection is to be passed on: the one place that knows, so that other links (jitter, loss, a
/// rate) are other schedules and the same relay.
public struct HoldSchedule: Hashable, Sendable {
    /// A stretch in which nothing is passed on.
    public struct Pause: Hashable, Sendable {
        /// When it begins, counted from the instant at which the connection's first byte is due.
        public var begin: Latency
        /// How long it lasts.
        public var length: Latency

        /// Makes a pause.
        public init(begin: Latency, length: Latency) {
            self.begin = begin
            self.length = length
        }
    }

    private let hold: Latency
    private let pause: Pause?
    private var first: MonotonicTime?
    private var last: MonotonicTime?

    /// Makes the schedule of one connection.
    ///
    /// - Parameters:
    ///   - hold: how long each byte is held.
    ///   - pause: a stretch in which nothing is passed on besides; nil for none.
    public init(hold: Latency, pause: Pause? = nil) {
        self.hold = hold
        self.pause = pause
    }

    /// Says when a read is due: never before one that came earlier.
    ///
    /// - Parameter readAt: when it was read.
    /// - Returns: when to pass it on.
    public mutating func due(readAt: MonotonicTime) -> MonotonicTime {
        var due = readAt + hold
        let begin = first ?? due
        first = begin
        if let pause, due - begin >= pause.begin, due - begin < pause.begin + pause.length {
            due = begin + pause.begin + pause.length
        }
        due = max(due, last ?? due)
        last = due
        return due
    }
}
