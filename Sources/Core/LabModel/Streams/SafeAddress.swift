/// An address as it may be shown: without user name, password and the values of its query.
public enum SafeAddress {
    /// Schemes of addresses that may hold keys.
    private static let networks: Set = [
        "http", "https", "rtmp", "rtmps", "rtmpt", "rtmpts", "rtmpe", "rtsp", "rtsps", "srt", "udp", "rtp", "srtp",
        "tcp",
        "tls", "ftp",
    ]

    /// The address without them, and without a fragment; a path as it is.
    ///
    /// Of an address of the network whose slashes are missing, such as `rtmp:/host/app/key`, the scheme alone is shown:
    /// nobody knows which part of it is the key.
    public static func of(_ url: String) -> String {
        guard let scheme = url.firstRange(of: "://") else {
            let name = url.prefix { $0 != ":" }
            return name.endIndex < url.endIndex && networks.contains(name.lowercased()) ? "\(name):…" : url
        }
        let head = url[..<scheme.upperBound]
        var rest = url[scheme.upperBound...]
        let authorityEnd = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        if let at = rest[..<authorityEnd].lastIndex(of: "@") {
            rest = rest[rest.index(after: at)...]
        }
        guard let end = rest.firstIndex(where: { "?#".contains($0) }) else { return String(head + rest) }
        return String(head + rest[..<end]) + (rest[end] == "?" ? "?…" : "")
    }
}
