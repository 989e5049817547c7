internal import LabModel

/// Where the bytes of an address go, and how the address is written anew once a relay stands before it.
///
/// Addresses are taken apart as text and put together from the same pieces: nothing of a path, a query or a user's name is
/// decoded, changed or shown.
struct RelayRoute: Hashable, Sendable {
    /// What carries the bytes.
    enum Transport: Hashable, Sendable {
        case tcp, udp
    }

    let transport: Transport
    /// The host: a name or number, IPv6 without brackets; empty for any address of this machine.
    let host: String
    /// From 1 to 65,535.
    let port: Int
    /// Whether the user of the address waits there for others, so that the relay must take its port.
    let isListening: Bool

    private let scheme: Substring
    private let userInfo: Substring
    private let rest: Substring

    private static let ports = ["http": 80, "https": 443, "rtmp": 1_935, "rtsp": 554]
    /// What makes RTSP's media go by UDP, here and in libav's words.
    private static let datagrams: Set = [
        "udp", "udp_multicast", "transport=udp", "rtsp_transport=udp", "rtsp_transport=udp_multicast",
    ]
    private static let encrypted: Set = ["https", "rtmps", "rtmpts", "rtsps", "srtp"]

    /// Takes an address apart.
    ///
    /// - Parameters:
    ///   - url: the address.
    ///   - use: what the address is used for.
    /// - Throws: ``RelayError/cannotRelay(address:_:)``.
    init(_ url: String, for use: RelayedAddress.Use) throws(RelayError) {
        guard let mark = url.firstRange(of: "://"), !url.hasPrefix("file:") else {
            throw .cannotRelay(address: Self.safePlace(of: url), .noNetwork)
        }
        let name = url[..<mark.lowerBound].lowercased()
        let tail = url[mark.upperBound...]
        let end = tail.firstIndex { "/?#".contains($0) } ?? tail.endIndex
        let authority = tail[..<end]
        let at = authority.lastIndex(of: "@").map { authority.index(after: $0) } ?? authority.startIndex
        let (host, given) = Self.split(authority[at...])
        let place = "\(name)://\(authority[at...])"
        func refuse(_ fault: RouteFault) -> RelayError { .cannotRelay(address: place, fault) }
        guard name != "https" || use != .playing else { throw refuse(.encryptedStream) }
        guard !Self.encrypted.contains(name) || name == "https" && use == .fetching else { throw refuse(.encrypted) }
        let options = Self.options(tail[end...])
        switch name {
        case "http", "https", "rtmp":
            (transport, isListening) = (.tcp, false)
        case "rtsp":
            // All goes inside the one connection unless told otherwise.
            guard options.isDisjoint(with: Self.datagrams) else { throw refuse(.negotiatedPorts) }
            (transport, isListening) = (.tcp, false)
        case "srt":
            (transport, isListening) = (.udp, options.contains("mode=listener"))
        case "udp":
            (transport, isListening) = (.udp, use != .pushing)
        case "rtp":
            throw refuse(.secondPort)
        default:
            throw refuse(.unknownScheme(name))
        }
        guard let text = given ?? Self.ports[name].map({ "\($0)" }) else { throw refuse(.noPort) }
        guard let port = Int(text), (1...65_535).contains(port) else { throw refuse(.badPort) }
        guard isListening || !host.isEmpty else { throw refuse(.noNetwork) }
        guard !Self.isMulticast(host) else { throw refuse(.multicast) }
        self.port = port
        self.host = String(host)
        scheme = url[..<mark.upperBound]
        userInfo = authority[..<at]
        rest = tail[end...]
    }

    /// The address with another port of this machine in place of its host and port.
    func url(port: Int) -> String {
        "\(scheme)\(userInfo)127.0.0.1:\(port)\(rest)"
    }

    /// The host, and what stands for the port; nil where nothing does.
    private static func split(_ place: Substring) -> (host: Substring, port: String?) {
        if place.hasPrefix("["), let close = place.firstIndex(of: "]") {
            let host = place[place.index(after: place.startIndex)..<close]
            let rest = place[place.index(after: close)...]
            return (host, rest.isEmpty ? nil : rest.hasPrefix(":") ? String(rest.dropFirst()) : String(rest))
        }
        guard let colon = place.lastIndex(of: ":") else { return (place, nil) }
        return (place[..<colon], String(place[place.index(after: colon)...]))
    }

    private static func options(_ rest: Substring) -> Set<String> {
        guard let mark = rest.firstIndex(of: "?") else { return [] }
        let query = rest[rest.index(after: mark)...].prefix { $0 != "#" }
        return Set(query.split(separator: "&").map { $0.lowercased() })
    }

    private static func isMulticast(_ host: Substring) -> Bool {
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        if numbers.count == 4, numbers.allSatisfy({ $0 != nil }), let first = numbers.first.flatMap({ $0 }) {
            return (224...239).contains(first)
        }
        return host.lowercased().hasPrefix("ff") && host.contains(":")
    }

    /// What may be shown of a text that is no network address.
    private static func safePlace(of url: String) -> String {
        url.firstRange(of: "://").map { "\(url[..<$0.lowerBound])://…" } ?? SafeAddress.of(url)
    }
}
