/// What carries the media of an RTSP session.
public enum SessionTransport: String, Hashable, Sendable {
    /// Inside the session's own connection.
    case tcp
    /// In datagrams between ports that both sides agree on.
    case udp

    /// What an address of `rtsp` or `rtsps` is asked for by; nil for other addresses, and for ones that cannot be.
    public init?(_ url: String) {
        guard let scheme = AddressParts(url)?.scheme, scheme == "rtsp" || scheme == "rtsps",
            let address = try? SessionAddress.of(url)
        else { return nil }
        self = address.transport.flatMap(Self.init(rawValue:)) ?? .tcp
    }
}
