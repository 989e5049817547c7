internal import LabModel

/// An address of RTSP as libav opens it, with the transport that its query asks for taken out.
struct SessionAddress: Equatable {
    /// What libav opens.
    let url: String
    /// What its query asks for; nil where it leaves that to us.
    let transport: String?

    private static let transports: Set = ["tcp", "udp"]

    /// Reads an address: `transport=tcp`, `rtsp_transport=tcp` and `tcp` alone are ours, and the same with `udp`.
    ///
    /// libav knows none of them: it would send them on to the server, and try datagrams first.
    /// - Throws: ``MediaError/cannotOpen(address:reason:)`` for another transport.
    static func of(_ url: String) throws(MediaError) -> SessionAddress {
        guard let parts = AddressParts(url), parts.scheme == "rtsp" || parts.scheme == "rtsps" else {
            return SessionAddress(url: url, transport: nil)
        }
        let asked = parts.query.filter(isTransport).map { $0.value.isEmpty ? $0.name : $0.value }
        guard asked.allSatisfy(transports.contains) else {
            throw .cannotOpen(address: SafeAddress.of(url), reason: "its transport is neither tcp nor udp")
        }
        return SessionAddress(
            url: asked.isEmpty ? url : parts.text(query: parts.query.filter { !isTransport($0) }),
            transport: asked.last
        )
    }

    private static func isTransport(_ item: (name: String, value: String)) -> Bool {
        item.name == "transport" || item.name == "rtsp_transport"
            || item.value.isEmpty && transports.contains(item.name)
    }
}
