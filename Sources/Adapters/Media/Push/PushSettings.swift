public import LabModel

/// How a push is made: what it may wait for the other side, and what its protocol wants drawn by lot.
public struct PushSettings: Sendable, Hashable {
    /// From looking up the name to being allowed to send.
    public var connecting: Latency
    /// For each frame.
    public var sending: Latency
    /// For the last bytes and the farewell.
    public var closing: Latency
    /// What RTP's first sequence number and its source are made of; to be random.
    public var seed: UInt64
    /// The PEM file of those whose signatures on a server's certificate count; nil for the system's.
    public var authorities: String?

    /// Makes settings.
    public init(
        connecting: Latency = .seconds(10),
        sending: Latency = .seconds(5),
        closing: Latency = .seconds(2),
        seed: UInt64,
        authorities: String? = nil
    ) {
        self.connecting = connecting
        self.sending = sending
        self.closing = closing
        self.seed = seed
        self.authorities = authorities
    }
}
