import LabModel

/// Playlists and segments as a test writes them, served by a ``ScriptedServer``.
enum SegmentServer {
    typealias Step = ScriptedServer.Step

    /// An answer that succeeds.
    static func answer(_ body: [UInt8], type: String = "application/octet-stream", length: Int? = nil) -> [Step] {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nContent-Length: \(length ?? body.count)\r\n"
        return [.send(Array((head + "Connection: close\r\n\r\n").utf8) + body)]
    }

    static func playlist(_ text: String) -> [Step] {
        answer(Array(text.utf8), type: "application/vnd.apple.mpegurl")
    }

    static func redirect(_ target: String) -> [Step] {
        let head = "HTTP/1.1 302 Found\r\nLocation: \(target)\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        return [.send(Array(head.utf8))]
    }

    /// A media playlist of whole segments of a second, with lines of its own before some of them.
    static func list(
        _ segments: [String],
        from first: Int = 0,
        before: [Int: String] = [:],
        isEnded: Bool = true
    ) -> String {
        var lines = ["#EXTM3U", "#EXT-X-VERSION:6", "#EXT-X-TARGETDURATION:1", "#EXT-X-MEDIA-SEQUENCE:\(first)"]
        for (index, segment) in segments.enumerated() {
            lines += [before[index]].compactMap { $0 } + ["#EXTINF:1.0,", segment]
        }
        return (lines + (isEnded ? ["#EXT-X-ENDLIST"] : [])).joined(separator: "\n") + "\n"
    }

    /// A stream's segments of 25 frames.
    static func segments(of stream: MarkedStream) -> [[UInt8]] {
        stride(from: 0, to: stream.chunks.count, by: 25).map { start in
            stream.chunks[start..<min(stream.chunks.count, start + 25)].flatMap { $0 }
        }
    }
}
