/// What a streamer counts about one target that it pushes to.
public struct PushCounters: Hashable, Sendable {
    /// The target's address, without what opens doors.
    public var url: String
    /// Whether frames are taken there at present.
    public var isConnected = false
    /// Times that it was connected to.
    public var connects = 0
    /// Times that connecting or sending failed.
    public var failures = 0
    /// Frames sent.
    public var frames = 0
    /// Frames not sent: made while there was no connection, or too many for the queue.
    public var dropped = 0
    /// Bytes of the sent frames, before they were put into their container.
    public var bytes = 0
    /// Frames that wait to be sent.
    public var queued = 0

    /// Makes counters that count nothing.
    public init(url: String) {
        self.url = url
    }
}
