/// What a source's first bytes and content type say of its container.
enum FormatGuess: Equatable {
    /// libav's demuxer of that name.
    case demuxer(String)
    /// A playlist: libav fetches the media itself.
    case playlist
    /// A single picture, which libav's demuxer of that name reads.
    case picture(String)
    /// A description of sessions (SDP): libav receives what it names.
    case sessions
    /// Something else than media.
    case other(String)
    /// Only libav's probing can tell.
    case unknown

    /// Bytes that are enough to tell what can be told.
    static let wantedBytes = 189

    private static let demuxersByType = [
        "video/mp2t": "mpegts",
        "video/mp4": "mov",
        "video/x-flv": "flv",
        "video/webm": "matroska",
        "video/x-matroska": "matroska",
        "multipart/x-mixed-replace": "mpjpeg",
    ]

    /// Looks at the first bytes, which outweigh the content type.
    static func of(_ bytes: [UInt8], contentType: String?) -> FormatGuess {
        byBytes(bytes) ?? byText(bytes) ?? byType(contentType, bytes: bytes) ?? .unknown
    }

    private static func byBytes(_ bytes: [UInt8]) -> FormatGuess? {
        if isTransportStream(bytes) { return .demuxer("mpegts") }
        if bytes.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) { return .demuxer("matroska") }
        if bytes.starts(with: Array("FLV".utf8)) { return .demuxer("flv") }
        let boxes = ["ftyp", "styp", "moov", "moof", "sidx", "mdat"].map { Array($0.utf8) }
        if bytes.count >= 8, boxes.contains(Array(bytes[4..<8])) { return .demuxer("mov") }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return .picture("png_pipe") }
        return nil
    }

    /// Whether all is text for people: printable characters, blanks and line ends.
    static func isText(_ bytes: [UInt8]) -> Bool {
        guard let text = String(validating: bytes.prefix(256).dropLast(bytes.count > 256 ? 4 : 0), as: UTF8.self) else {
            return false
        }
        return text.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 || (9...13).contains($0.value) }
    }

    /// A transport stream's packets begin with 0x47 each 188 bytes; a late viewer's first one may be cut.
    static func isTransportStream(_ bytes: [UInt8]) -> Bool {
        if bytes.count > 188 { return bytes[0] == 0x47 && bytes[188] == 0x47 }
        return bytes.count == 188 && bytes[0] == 0x47
    }

    /// Bytes in which a transport stream that begins inside a packet shows itself.
    static let wantedBytesOfCutStream = 188 * 5

    /// Whether 0x47 stands every 188 bytes from somewhere in the first packet on.
    static func isCutTransportStream(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= wantedBytesOfCutStream else { return false }
        return (1..<188).contains { start in
            stride(from: start, to: wantedBytesOfCutStream, by: 188).allSatisfy { bytes[$0] == 0x47 }
        }
    }

    /// Whether it is a playlist of HLS.
    static func isHLS(_ bytes: [UInt8], contentType: String?) -> Bool {
        let start = bytes.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }.prefix(7)
        let types = ["application/vnd.apple.mpegurl", "application/x-mpegurl", "audio/mpegurl", "audio/x-mpegurl"]
        return String(decoding: start, as: UTF8.self).uppercased() == "#EXTM3U"
            || contentType.map(types.contains) ?? false
    }

    private static func byText(_ bytes: [UInt8]) -> FormatGuess? {
        let start = bytes.prefix(64).drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
        let text = String(decoding: start, as: UTF8.self).lowercased()
        if text.hasPrefix("#extm3u") || text.hasPrefix("<mpd") { return .playlist }
        if text.hasPrefix("v=0\r\n") || text.hasPrefix("v=0\no=") { return .sessions }
        if text.hasPrefix("<?xml") {
            return String(decoding: bytes, as: UTF8.self).lowercased().contains("<mpd") ? .playlist : .other("XML")
        }
        if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") || text.hasPrefix("<head") {
            return .other("an HTML page")
        }
        if text.hasPrefix("{") || text.hasPrefix("[") {
            return bytes.prefix(64).allSatisfy { $0 < 0x80 } ? .other("JSON") : nil
        }
        return nil
    }

    private static func byType(_ type: String?, bytes: [UInt8]) -> FormatGuess? {
        guard let type else { return nil }
        if let demuxer = demuxersByType[type] { return .demuxer(demuxer) }
        switch type {
        case "text/html", "application/xhtml+xml": return .other("an HTML page")
        case "application/json": return .other("JSON")
        case "application/vnd.apple.mpegurl", "application/x-mpegurl", "application/dash+xml": return .playlist
        case "application/sdp": return .sessions
        case "text/plain": return bytes.allSatisfy { $0 < 0x80 } ? .other("plain text") : nil
        default: return nil
        }
    }
}
