import LabModel

extension TextReport {
    /// By what protocol the stream came, and what an arrival is there: delays of protocols that the library receives are
    /// from a later instant than those of bytes that the lab reads itself.
    static func way(_ summary: Summary) -> String? {
        let media = summary.media
        guard summary.arrivalMethod != nil || media.variant != nil else { return nil }
        guard let network = network(summary.run) else { return nil }
        return join([
            network,
            media.container.map { "container \($0)" },
            media.variant.map { "variant \($0)" },
            summary.arrivalMethod.map(arrival),
        ])
    }

    private static func arrival(_ method: ArrivalMethod) -> String {
        switch method {
        case .readLog: "arrival is the read that brought a frame's last byte"
        case .packet: "arrival is the packet's emergence from the library"
        }
    }

    /// The protocol of the address, and what carries it where a setting or the scheme says so; nil for files, of which
    /// nothing arrives.
    private static func network(_ run: Summary.RunPart) -> String? {
        guard let end = run.url.firstRange(of: "://") else { return nil }
        let scheme = run.url[..<end.lowerBound].lowercased()
        guard scheme != "file", !scheme.isEmpty, scheme.utf8.count <= 10 else { return nil }
        if case .text(let transport)? = run.settings["transport"] {
            return "\(scheme) over \(transport.lowercased())"
        }
        switch scheme {
        case "http", "https", "rtmp", "rtmps", "tcp", "tls": return "\(scheme) over tcp"
        case "srt", "udp", "rtp": return "\(scheme) over udp"
        default: return scheme
        }
    }
}
