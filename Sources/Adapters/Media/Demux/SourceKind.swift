internal import Glibc

/// Who brings the bytes of an address.
enum SourceKind: Equatable {
    /// Standard input.
    case standardInput
    /// A named pipe or device.
    case pipe(path: String)
    /// One of libav's byte protocols; `arrivesByRead` where our read of it says when a byte came.
    case bytes(url: String, arrivesByRead: Bool)
    /// Picture files whose names count up, such as `img_%04d.png`.
    case pictures(pattern: String)
    /// A transport stream in RTP datagrams.
    case datagrams(url: String)
    /// A protocol that libav's demuxer speaks itself.
    case demuxer(url: String)

    /// Protocols of packets with their own buffers: what our read finds has waited for a while.
    private static let packetProtocols: Set = ["rtmp", "rtmps", "rtmpt", "rtmpe", "srt", "udp", "udplite", "rist"]
    private static let demuxerProtocols: Set = ["rtsp", "rtsps", "srtp", "sdp", "sap"]

    /// Looks at an address.
    static func of(_ url: String) throws(MediaError) -> SourceKind {
        if url == "-" || url == "pipe:" || url == "pipe:0" { return .standardInput }
        guard let scheme = scheme(of: url), scheme != "file" else {
            return try file(path: url.hasPrefix("file://") ? String(url.dropFirst(7)) : withoutFileScheme(url))
        }
        if scheme == "rtp" { return .datagrams(url: url) }
        if demuxerProtocols.contains(scheme) { return .demuxer(url: url) }
        return .bytes(url: url, arrivesByRead: !packetProtocols.contains(scheme))
    }

    /// The protocol's name in lower case; nil for a path.
    static func scheme(of url: String) -> String? {
        guard let colon = url.firstIndex(of: ":"), colon != url.startIndex else { return nil }
        let name = url[..<colon]
        let isName = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.,".contains($0)) }
        let isProtocol = url[colon...].hasPrefix("://") || name == "file"
        return isName && isProtocol ? name.lowercased() : nil
    }

    private static func withoutFileScheme(_ url: String) -> String {
        url.hasPrefix("file:") ? String(url.dropFirst(5)) : url
    }

    /// Whether a name holds `%d`, or `%0` and a width of one digit and `d`, once.
    private static func isPattern(_ path: String) -> Bool {
        let parts = path.split(separator: "%", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return false }
        let width = parts[1].prefix { $0.isASCII && $0.isNumber }
        let isWidth = width.isEmpty || width.count == 2 && width.first == "0"
        return isWidth && parts[1].dropFirst(width.count).first == "d"
    }

    private static func file(path: String) throws(MediaError) -> SourceKind {
        var status = stat()
        guard stat(path, &status) == 0 else {
            if isPattern(path) { return .pictures(pattern: path) }
            throw .cannotOpen(address: path, reason: String(cString: strerror(errno)))
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: throw .folder(address: path)
        case S_IFREG where status.st_size == 0: throw .notMedia(address: path, found: "an empty file")
        case S_IFREG: return .bytes(url: "file:\(path)", arrivesByRead: true)
        default: return .pipe(path: path)
        }
    }
}
