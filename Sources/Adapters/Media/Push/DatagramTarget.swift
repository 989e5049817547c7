/// MPEG-TS in datagrams, bare or with RTP's header.
enum DatagramTarget {
    /// Seven transport packets, and RTP's header where there is one.
    private static let payload = 1_316

    static func address(_ parts: AddressParts, transport: PushAddress.Transport) throws(MediaError) -> PushAddress {
        try parts.requireHost()
        try parts.requirePort()
        var address = PushAddress(transport, format: "mpegts", url: parts.text(), shown: parts.shown)
        let size = transport == .rtp ? payload + RTPPacketizer.headerSize : payload
        address.connection = [.init(name: "pkt_size", value: "\(size)")]
        for item in parts.query {
            address.connection.append(try option(item.name, item.value, shown: parts.shown))
        }
        return address
    }

    private static func option(_ name: String, _ value: String, shown: String) throws(MediaError) -> PushAddress.Option
    {
        switch name {
        case "ttl":
            guard let hops = Int(value), (1...255).contains(hops) else {
                throw .badTarget(address: shown, reason: "its ttl is not 1 to 255")
            }
        case "buffer_size":
            guard let bytes = Int(value), (2_048...67_108_864).contains(bytes) else {
                throw .badTarget(address: shown, reason: "its buffer_size is not 2048 to 67108864 bytes")
            }
        case "localaddr":
            guard !value.isEmpty else { throw .badTarget(address: shown, reason: "its localaddr is empty") }
        default:
            throw .badTarget(
                address: shown,
                reason: "its query says \(name); datagrams take ttl, buffer_size and localaddr"
            )
        }
        return .init(name: name, value: value)
    }
}
