import Foundation
import LabModel

/// Addresses as they may be stored and shown: without what opens doors.
public enum RedactedURL {
    /// What stands for what is not shown.
    private static let hidden = "…"
    /// Longer words of a query may be keys.
    private static let longestWord = 12

    /// The address without user, password, fragment and query values; a file path unchanged.
    ///
    /// Names in the query stay, and so do single words such as `tcp` in `?tcp`, and what is known to say how a stream is
    /// sent, such as SRT's `latency=400000`: without it, another thing would be measured. Never decoded nor encoded: it
    /// reads as it was given.
    public static func text(_ url: String) -> String {
        let shown = SafeAddress.of(url)
        guard url.contains("://"), let start = url.firstIndex(of: "?"), let mark = shown.firstIndex(of: "?") else {
            return shown
        }
        let query = url[url.index(after: start)...].prefix { $0 != "#" }
        let scheme = url.prefix { $0 != ":" }.lowercased()
        let items = query.split(separator: "&", omittingEmptySubsequences: false).map { item($0, scheme) }
        return shown[...mark] + items.joined(separator: "&")
    }

    private static func item(_ text: Substring, _ scheme: String) -> String {
        guard let equals = text.firstIndex(of: "=") else {
            let isWord = text.count <= longestWord && text.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "_") }
            return isWord ? String(text) : hidden
        }
        let isShown = isHarmless(text[text.index(after: equals)...], of: text[..<equals], scheme)
        return isShown ? String(text) : text[...equals] + hidden
    }

    /// Options of libav's protocols that take a number or a word, and no key, by scheme.
    private static let options: [String: Set<Substring>] = [
        "srt": [
            "connect_timeout", "ffs", "inputbw", "iptos", "ipttl", "latency", "linger", "listen_timeout", "lossmaxttl",
            "maxbw", "messageapi", "minversion", "mode", "mss", "nakreport", "oheadbw", "payload_size", "pbkeylen",
            "peerlatency", "pkt_size", "rcvbuf", "rcvlatency", "recv_buffer_size", "send_buffer_size", "sndbuf",
            "timeout", "tlpktdrop", "transtype", "tsbpd",
        ],
        "udp": [
            "bitrate", "broadcast", "buffer_size", "burst_bits", "connect", "dscp", "fifo_size", "localport",
            "overrun_nonfatal", "pkt_size", "reuse", "timeout", "ttl", "udplite_coverage",
        ],
        "rtp": [
            "buffer_size", "connect", "dscp", "fec", "localrtcpport", "localrtpport", "pkt_size", "rtcpport", "timeout",
            "ttl", "write_to_source",
        ],
        "tcp": [
            "listen", "listen_timeout", "recv_buffer_size", "send_buffer_size", "tcp_mss", "tcp_nodelay", "timeout",
        ],
    ]
    /// Values of them that are words.
    private static let words: Set<Substring> = [
        "caller", "false", "file", "listener", "live", "rendezvous", "true",
    ]
    /// Longer numbers may be keys.
    private static let longestNumber = 10

    private static func isHarmless(_ value: Substring, of name: Substring, _ scheme: String) -> Bool {
        guard options[scheme]?.contains(name) == true else { return false }
        let digits = value.hasPrefix("-") ? value.dropFirst() : value
        let isNumber = (1...longestNumber).contains(digits.count) && digits.allSatisfy { $0.isASCII && $0.isNumber }
        return isNumber || words.contains(value)
    }

    /// Scheme, host and port of an http address, such as `http://127.0.0.1:8080`; nil for everything else.
    static func origin(_ url: String) -> String? {
        guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased() else { return nil }
        guard scheme == "http" || scheme == "https", let host = parts.host, !host.isEmpty else { return nil }
        let user = parts.percentEncodedUser.map { user in
            parts.percentEncodedPassword.map { "\(user):\($0)@" } ?? "\(user)@"
        }
        return "\(scheme)://\(user ?? "")\(host)\(parts.port.map { ":\($0)" } ?? "")"
    }
}
