internal import LabModel

/// An address of RTSP as libav opens it, with the transport that its query asks for taken out.
struct SessionAddress: Equatable {
    /// What libav opens.
    let url: String
    /// What its query asks for; nil where it leaves that to us.
    let transport: String?
    /// Whether the query says it in libav's own words, such as `?udp`, which libav reads itself.
    let isInOwnWords: Bool

    private static let ownWords: Set = ["tcp", "udp", "multicast", "httptunnel"]

    /// Reads an address: `transport=tcp` and `transport=udp` are ours, as `rtsp_transport=…` is, which libav would send on.
    /// - Throws: ``MediaError/cannotOpen(address:reason:)`` for another transport.
    static func of(_ url: String) throws(MediaError) -> SessionAddress {
        guard let parts = AddressParts(url), parts.scheme == "rtsp" || parts.scheme == "rtsps" else {
            return SessionAddress(url: url, transport: nil, isInOwnWords: false)
        }
        let asked = parts.query.filter(isTransport)
        for item in asked where !["tcp", "udp"].contains(item.value) {
            throw .cannotOpen(address: SafeAddress.of(url), reason: "its transport is neither tcp nor udp")
        }
        return SessionAddress(
            url: asked.isEmpty ? url : parts.text(query: parts.query.filter { !isTransport($0) }),
            transport: asked.last?.value,
            isInOwnWords: parts.query.contains { ownWords.contains($0.name) && $0.value.isEmpty }
        )
    }

    private static func isTransport(_ item: (name: String, value: String)) -> Bool {
        item.name == "transport" || item.name == "rtsp_transport"
    }
}
