import LabModel

/// A multipart response taken apart by its own lengths.
struct MultipartBytes {
    var pictures: [[UInt8]] = []
    var stamps: [WallTime] = []
    /// Whether nothing was left that is no part.
    var isWhole = false

    init(_ bytes: [UInt8]) {
        var rest = bytes[...]
        let boundary = Array("--glasslab-picture\r\n".utf8)
        guard rest.starts(with: boundary) else { return }
        rest = rest.dropFirst(boundary.count)
        while let end = rest.firstRange(of: Array("\r\n\r\n".utf8)) {
            let lines = String(decoding: rest[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
            guard lines.count == 3, lines[0] == "Content-Type: image/jpeg",
                let length = Int(lines[1].dropFirst("Content-Length: ".count)),
                let stamp = Self.time(lines[2].dropFirst("X-Timestamp: ".count)),
                rest[end.upperBound...].count >= length + 2 + boundary.count
            else { return }
            pictures.append(Array(rest[end.upperBound..<end.upperBound + length]))
            stamps.append(stamp)
            rest = rest[(end.upperBound + length)...]
            guard rest.starts(with: Array("\r\n".utf8) + boundary) else { return }
            rest = rest.dropFirst(2 + boundary.count)
        }
        isWhole = rest.isEmpty
    }

    private static func time(_ text: Substring) -> WallTime? {
        let parts = text.split(separator: ".")
        guard parts.count == 2, parts[1].count == 9, let whole = Int64(parts[0]), let rest = Int64(parts[1]) else {
            return nil
        }
        return WallTime(nanoseconds: whole * 1_000_000_000 + rest)
    }
}
