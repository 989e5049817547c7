public import LabModel

/// Where a stream server listens and what it puts up with.
public struct StreamServerSettings: Sendable, Hashable {
    /// The address to listen at: a name or number.
    public var host: String
    /// The port; 0 lets the system choose one.
    public var port: Int
    /// Connections at a time; further ones wait in the system's queue.
    public var connections: Int
    /// How long a request's head may take, how long its body may, and how long a connection may idle between requests.
    public var requestTimeout: Latency
    /// How long a client may take nothing of an answer that waits for it, at least a millisecond; nil waits as long as the
    /// system does.
    ///
    /// A client that goes on reading is waited for, however slow it is.
    public var unreadLimit: Latency?
    /// The most bytes of a request's head.
    public var headBytes: ByteCount
    /// Whether requests are handled by one thread of lower priority, which leaves the machine to those who measure.
    ///
    /// The routes' own code runs there too, and must not block.
    public var yields: Bool

    /// Makes settings; each argument is the property of its name.
    public init(
        host: String = "127.0.0.1",
        port: Int = 8_080,
        connections: Int = 2_200,
        requestTimeout: Latency = .seconds(10),
        unreadLimit: Latency? = nil,
        headBytes: ByteCount = ByteCount(16 << 10),
        yields: Bool = false
    ) {
        self.host = host
        self.port = port
        self.connections = connections
        self.requestTimeout = requestTimeout
        self.unreadLimit = unreadLimit
        self.headBytes = headBytes
        self.yields = yields
    }
}
