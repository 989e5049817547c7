public import LabModel

/// One datagram that came to a relay, and what became of it; instants are of one clock that never steps.
public struct RelayedDatagram: Hashable, Sendable {
    /// Whether it goes to the target; else it goes back to a peer.
    public var isQuestion: Bool
    /// How many bytes.
    public var bytes: Int
    /// When it was read.
    public var readAt: WallTime
    /// When it was due by what the relay was asked to do.
    public var dueAt: WallTime
    /// When it was sent on.
    public var releasedAt: WallTime

    /// Makes an entry; each argument is the property of its name.
    public init(isQuestion: Bool, bytes: Int, readAt: WallTime, dueAt: WallTime, releasedAt: WallTime) {
        self.isQuestion = isQuestion
        self.bytes = bytes
        self.readAt = readAt
        self.dueAt = dueAt
        self.releasedAt = releasedAt
    }
}
