/// RTMP and RTMPS: the last part of the path is the stream's key, and so is any query.
enum RTMPTarget {
    static func address(_ parts: AddressParts) throws(MediaError) -> PushAddress {
        let names = parts.path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        let shown = parts.shown
        guard !parts.host.isEmpty else { throw .badTarget(address: shown, reason: "it names no host") }
        guard names.count >= 2 else {
            throw .badTarget(
                address: shown,
                reason: "it needs an application and a stream, as in rtmp://host/live/name"
            )
        }
        var address = PushAddress(.rtmp, format: "flv", url: parts.text(query: parts.query), shown: shown)
        address.connection = [.init(name: "tcp_nodelay", value: "1")]
        address.container = [.init(name: "flvflags", value: "no_duration_filesize")]
        address.secrets = parts.secrets + names.suffix(1)
        return address
    }
}
