public import LabModel

/// Where a stream server listens and what it puts up with.
public struct StreamServerSettings: Sendable, Hashable {
    /// The address to listen at: a name or number.
    public var host: String
    /// The port; 0 lets the system choose one.
    public var port: Int
    /// Connections at a time; further ones wait in the system's queue.
    public var connections: Int
    /// How long a request's head may take, and how long a connection may idle between requests.
    public var requestTimeout: Latency
    /// The most bytes of a request's head.
    public var headBytes: ByteCount

    /// Makes settings; each argument is the property of its name.
    public init(
        host: String = "127.0.0.1",
        port: Int = 8_080,
        connections: Int = 2_200,
        requestTimeout: Latency = .seconds(10),
        headBytes: ByteCount = ByteCount(16 << 10)
    ) {
        self.host = host
        self.port = port
        self.connections = connections
        self.requestTimeout = requestTimeout
        self.headBytes = headBytes
    }
}
