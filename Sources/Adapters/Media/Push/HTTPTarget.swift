/// HTTP: a playlist's address is pushed to as HLS, any other gets MPEG-TS in one long request.
enum HTTPTarget {
    /// What the query may say to us; everything else in it belongs to the server.
    private static let own = ["method", "segments", "segment", "window"]

    static func address(_ parts: AddressParts) throws(MediaError) -> PushAddress {
        try parts.requireHost()
        guard parts.path.count > 1 else { throw .badTarget(address: parts.shown, reason: "it names no path") }
        let said = try said(parts)
        let rest = parts.query.filter { !own.contains($0.name) }
        let isPlaylist = parts.path.lowercased().hasSuffix(".m3u8")
        var plain = parts
        if isPlaylist {
            // The muxer's requests bring a header of ours instead.
            plain.userInfo = nil
        }
        let url = plain.text(query: rest)
        var address = try isPlaylist ? hls(parts, url: url, said: said) : body(parts, url: url, said: said)
        address.secrets = parts.secrets
        return address
    }

    private static func hls(
        _ parts: AddressParts,
        url: String,
        said: [String: String]
    ) throws(MediaError) -> PushAddress {
        var address = PushAddress(.hls, format: "hls", url: url, shown: parts.shown)
        let segments = said["segments"] ?? "ts"
        guard ["ts", "fmp4"].contains(segments) else {
            throw .badTarget(address: parts.shown, reason: "its segments are neither ts nor fmp4")
        }
        let seconds = try number(said["segment"] ?? "1", in: 1...60, of: "segment", parts)
        let window = try number(said["window"] ?? "6", in: 2...1_000, of: "window", parts)
        address.container = [
            .init(name: "hls_time", value: "\(seconds)"),
            .init(name: "hls_list_size", value: "\(window)"),
            // Numbers that go on where a connection was lost: no cache shows an old segment for a new one.
            .init(name: "hls_start_number_source", value: "epoch"),
            .init(name: "hls_flags", value: "delete_segments+independent_segments+program_date_time"),
            .init(name: "method", value: said["method"] ?? "PUT"),
            .init(name: "http_persistent", value: "1"),
        ]
        if segments == "fmp4" {
            let name = parts.path.split(separator: "/").last.map { String($0.dropLast(5)) } ?? "stream"
            address.container += [
                PushAddress.fragmentedSegments, .init(name: "hls_fmp4_init_filename", value: "\(name)-init.mp4"),
            ]
        }
        if let userInfo = parts.userInfo {
            let secret = base64(AddressParts.decoded(userInfo))
            address.container.append(.init(name: "headers", value: "Authorization: Basic \(secret)\r\n"))
        }
        return address
    }

    private static func body(
        _ parts: AddressParts,
        url: String,
        said: [String: String]
    ) throws(MediaError) -> PushAddress {
        for name in ["segments", "segment", "window"] where said[name] != nil {
            throw .badTarget(
                address: parts.shown,
                reason: "its query says \(name), which only an address ending in .m3u8 takes"
            )
        }
        var address = PushAddress(.http, format: "mpegts", url: url, shown: parts.shown)
        address.connection = [
            .init(name: "method", value: said["method"] ?? "PUT"),
            .init(name: "chunked_post", value: "1"),
            // Without it nobody would read that the server refuses.
            .init(name: "send_expect_100", value: "1"),
            .init(name: "content_type", value: "video/mp2t"),
        ]
        return address
    }

    private static func said(_ parts: AddressParts) throws(MediaError) -> [String: String] {
        var said: [String: String] = [:]
        for item in parts.query where own.contains(item.name) {
            said[item.name] = item.value
        }
        if let method = said["method"] {
            guard ["PUT", "POST"].contains(method.uppercased()) else {
                throw .badTarget(address: parts.shown, reason: "its method is neither PUT nor POST")
            }
            said["method"] = method.uppercased()
        }
        return said
    }

    private static func number(
        _ text: String,
        in range: ClosedRange<Int>,
        of name: String,
        _ parts: AddressParts
    ) throws(MediaError) -> Int {
        guard let number = Int(text), range.contains(number) else {
            let expected = "\(range.lowerBound) to \(range.upperBound)"
            throw .badTarget(address: parts.shown, reason: "its \(name) is not \(expected)")
        }
        return number
    }

    /// RFC 4648's Base64 of a text's UTF-8.
    static func base64(_ text: String) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        let bytes = Array(text.utf8)
        var encoded = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                encoded.append(place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : "=")
            }
        }
        return encoded
    }
}
