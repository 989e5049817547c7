internal import Machine

/// Somebody who sends datagrams to a relay, and the socket by which the target answers.
struct DatagramPeer: Sendable {
    /// Where the peer is.
    let address: PeerAddress
    /// The socket that talks to the target in the peer's place.
    let socket: UDPSocket
}
