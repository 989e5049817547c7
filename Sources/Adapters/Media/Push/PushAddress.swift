public import LabModel

/// Where a stream is pushed to: an address that was checked, and what libav must be told to reach it.
public struct PushAddress: Sendable, Hashable {
    /// How the stream gets there.
    public enum Transport: String, Sendable, Hashable {
        /// FLV over RTMP, with or without TLS.
        case rtmp
        /// MPEG-TS over SRT.
        case srt
        /// RTP announced over RTSP.
        case rtsp
        /// MPEG-TS in bare datagrams.
        case udp
        /// MPEG-TS in RTP datagrams.
        case rtp
        /// HLS segments and playlists, each put by HTTP.
        case hls
        /// MPEG-TS as the body of one HTTP request.
        case http
        /// A file.
        case file
    }

    /// One of libav's options.
    struct Option: Sendable, Hashable {
        var name: String
        var value: String
    }

    /// How the stream gets there.
    public let transport: Transport
    /// The address as it may be shown and logged: its scheme, host and port, because a path may hold a
    /// key.
    public let shown: String

    /// What libav opens.
    var url: String
    /// libav's name of the container.
    var format: String
    /// Options of the connection.
    var connection: [Option] = []
    /// Options of the container.
    var container: [Option] = []
    /// Whether somebody else connects to it, whenever they like.
    public internal(set) var isListener = false
    /// How long what was sent needs before the connection may end.
    var settling = Latency.zero
    /// Whether a connection was there before: then what HLS put there must stay for its viewers.
    var isAgain = false
    /// What no message may repeat.
    var secrets: [String] = []

    init(_ transport: Transport, format: String, url: String, shown: String) {
        self.transport = transport
        self.format = format
        self.url = url
        self.shown = shown
    }

    /// Reads an address.
    ///
    /// - Parameter text: `rtmp://`, `rtmps://`, `srt://`, `rtsp://`, `udp://`, `rtp://`, `http://`, `https://`, `file:`
    ///   or a file's path; docs/protocols.md lists what each takes in its query.
    /// - Returns: the address.
    /// - Throws: ``MediaError/badTarget(address:reason:)``.
    public static func parse(_ text: String) throws(MediaError) -> PushAddress {
        guard !text.isEmpty else { throw .badTarget(address: text, reason: "it is empty") }
        if text.hasPrefix("file:") {
            return try FileTarget.address(String(text.dropFirst(5)))
        }
        guard text.contains("://") else { return try FileTarget.address(text) }
        let shown = AddressParts.shown(text)
        guard let parts = AddressParts(text) else {
            throw .badTarget(address: shown, reason: "no host, port and path can be read in it")
        }
        switch parts.scheme {
        case "rtmp", "rtmps": return try RTMPTarget.address(parts)
        case "srt": return try SRTTarget.address(parts)
        case "rtsp": return try RTSPTarget.address(parts)
        case "udp": return try DatagramTarget.address(parts, transport: .udp)
        case "rtp": return try DatagramTarget.address(parts, transport: .rtp)
        case "http", "https": return try HTTPTarget.address(parts)
        default: throw .badTarget(address: shown, reason: "nothing here pushes by \(parts.scheme)")
        }
    }

    /// Checks before anything is opened that a codec can travel this way.
    /// - Throws: ``MediaError/notCarried(address:codec:format:)``.
    public func check(_ codec: VideoCodec) throws(MediaError) {
        let isFragmented = container.contains(Self.fragmentedSegments)
        guard PushFormats.carries(codec, format: format, isFragmented: isFragmented) else {
            throw .notCarried(address: shown, codec: codec.rawValue, format: format)
        }
    }

    /// Whether sound can travel this way, too.
    public var carriesSound: Bool {
        PushFormats.carriesSound(format: format)
    }

    /// The address for one of several connections, from 1: a file that was written to is never written over, and a playlist
    /// that viewers follow is not emptied.
    public func forConnection(_ number: Int) -> PushAddress {
        guard number > 1 else { return self }
        var address = self
        switch transport {
        case .file: address.url = FileTarget.path(url, number: number)
        case .hls: address.isAgain = true
        default: break
        }
        return address
    }

    /// Whether what is sent is encrypted, and the server has to show who it is.
    public var isEncrypted: Bool {
        ["rtmps", "https"].contains { url.hasPrefix("\($0)://") }
    }

    /// The address with libav told to look at the server's certificate, which it does not by itself.
    func trusting(_ authorities: String?) -> PushAddress {
        guard isEncrypted else { return self }
        var address = self
        address.connection.append(.init(name: "tls_verify", value: "1"))
        if let authorities {
            address.connection.append(.init(name: "ca_file", value: authorities))
        }
        return address
    }

    static let fragmentedSegments = Option(name: "hls_segment_type", value: "fmp4")

    /// A text without what no message may repeat.
    func scrubbed(_ text: String) -> String {
        var text = text
        for secret in secrets.sorted(by: { $0.count > $1.count }) where !secret.isEmpty {
            while let range = text.firstRange(of: secret) {
                text.replaceSubrange(range, with: "…")
            }
        }
        return text
    }
}

extension AddressParts {
    /// Everything in the address that opens doors.
    var secrets: [String] {
        let user = userInfo.map { [$0] + $0.split(separator: ":").map(String.init) } ?? []
        let values = query.flatMap { [$0.value, Self.decoded($0.value)] }
        let names = path.split(separator: "/").dropLast().joined(separator: "/")
        let folders = names.isEmpty ? [] : ["/\(names)/", Self.decoded("/\(names)/")]
        return (user + values + [path, Self.decoded(path)] + folders).filter { $0.count > 3 }
    }

    /// The address as it may be shown: scheme, host and port, and that there is more.
    var shown: String {
        let name = host.contains(":") ? "[\(host)]" : host
        let more = path.isEmpty && query.isEmpty ? "" : "/…"
        return "\(scheme)://\(name)" + (port.map { ":\($0)" } ?? "") + more
    }

    /// The same of a text that is no address that could be pushed to.
    static func shown(_ text: String) -> String {
        if let parts = AddressParts(text) {
            return parts.shown
        }
        // Where nobody knows what is what, anything may open doors.
        return (text.firstRange(of: "://").map { String(text[..<$0.upperBound]) } ?? "") + "…"
    }

    /// Fails unless there is a host.
    func requireHost() throws(MediaError) {
        guard !host.isEmpty else { throw .badTarget(address: shown, reason: "it names no host") }
    }

    /// The port of protocols without a usual one.
    func requirePort() throws(MediaError) {
        guard port != nil else { throw .badTarget(address: shown, reason: "it names no port") }
    }
}
