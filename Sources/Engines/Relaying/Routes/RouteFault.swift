/// Why no relay can be put before an address.
public enum RouteFault: Hashable, Sendable {
    /// A file, a pipe, or nothing that looks like an address.
    case noNetwork
    /// A protocol that relays do not know.
    case unknownScheme(String)
    /// TLS, whose certificate names a host that the relay is not.
    case encrypted
    /// The same, of an address that the lab's own client for HLS could play through a relay.
    case encryptedStream
    /// No port is given, and the protocol has no usual one.
    case noPort
    /// What stands for the port is no number from 1 to 65,535.
    case badPort
    /// One address for many receivers.
    case multicast
    /// RTSP that agrees on UDP ports of its own.
    case negotiatedPorts
    /// RTP, whose second port would not go through the relay.
    case secondPort

    /// Why, as the end of a sentence.
    var text: String {
        switch self {
        case .noNetwork: "it is no network address"
        case .unknownScheme(let scheme): "relays do not know \"\(scheme)\""
        case .encrypted, .encryptedStream: "its certificate names another host than the relay"
        case .noPort: "it has no port"
        case .badPort: "its port is no number from 1 to 65535"
        case .multicast: "a relay cannot take the place of a multicast group"
        case .negotiatedPorts: "RTSP over UDP agrees on ports that would go past the relay"
        case .secondPort: "RTP's second port would go past the relay"
        }
    }

    /// What to do.
    var remedy: String {
        switch self {
        case .noNetwork, .unknownScheme: "Use http, rtmp, srt, rtsp, or udp."
        case .encrypted: "Use the same server without TLS."
        case .encryptedStream: "Name its playlist of HLS (.m3u8), or use the same server without TLS."
        case .noPort: "Add the port."
        case .badPort: "Correct the port."
        case .multicast: "Send to one address, or leave --link out."
        case .negotiatedPorts:
            "Leave the transport out of the address, or say transport=tcp: then one connection carries everything."
        case .secondPort: "Send a transport stream to udp:// instead."
        }
    }
}
