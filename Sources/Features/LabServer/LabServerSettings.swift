public import LabModel

/// Where the dashboard listens, who may use it, and what it puts up with.
public struct LabServerSettings: Hashable, Sendable {
    /// The address to listen at; others than loopback need a token.
    public var host = "127.0.0.1"
    /// The port, 0 to 65,535; 0 takes a free one.
    public var port = 8090
    /// The file whose first line is the token that requests carry; nil for none.
    public var tokenFile: String?
    /// The file of further providers that measurements started from here may name; nil for none.
    public var providersFile: String?
    /// The providers that measurements started from here may name, without secrets.
    public var providers: [Provider] = []
    /// The lab's version, as the pages and the API tell it.
    public var version = "unknown"
    /// The executable that measures; nil looks beside this one, then on the PATH.
    public var launcher: String?
    /// How many measurements may run at a time that were started from here, 1 or more.
    public var measurements = 1
    /// Connections at a time, live views included; further ones wait in the system's queue.
    public var connections = 256
    /// Live views at a time; further ones are refused.
    public var viewers = 64

    /// How long a request's head may take to arrive, and as long again its body.
    public var requestTimeout = Latency.seconds(30)
    /// How long a client may take nothing of an answer that waits for it; at least a millisecond.
    public var unreadLimit = Latency.seconds(60)

    /// The usual settings.
    public init() {}

    /// Whether the address is one that only this machine reaches.
    public var isLoopback: Bool {
        host == "localhost" || host == "::1" || host == "[::1]" || Self.isLoopbackNumber(host)
    }

    /// Of IPv4: anything in 127.0.0.0/8.
    static func isLoopbackNumber(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
