internal import LabModel

/// RTSP: the stream is announced to a server, which records it.
enum RTSPTarget {
    static func address(_ parts: AddressParts) throws(MediaError) -> PushAddress {
        try parts.requireHost()
        var transport = "tcp"
        for item in parts.query where item.name == "transport" {
            guard ["tcp", "udp"].contains(item.value) else {
                throw .badTarget(address: parts.shown, reason: "its transport is neither tcp nor udp")
            }
            transport = item.value
        }
        let rest = parts.query.filter { $0.name != "transport" }
        var address = PushAddress(.rtsp, format: "rtsp", url: parts.text(query: rest), shown: parts.shown)
        address.container = [.init(name: "rtsp_transport", value: transport)]
        // A server that is told of the end may forget what it has not yet put in order.
        address.settling = .milliseconds(300)
        address.secrets = parts.secrets
        return address
    }
}
