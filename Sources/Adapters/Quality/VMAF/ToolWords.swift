/// What programs say, as a line for people.
enum ToolWords {
    private static let limit = 200

    /// The first line that says something, without `[filter @ 0x…]` before it, cut to a bearable length.
    static func first(_ bytes: [UInt8]) -> String {
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        for line in lines {
            var rest = line[...]
            if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") {
                rest = rest[rest.index(after: end)...]
            }
            let words = rest.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let plain = words.unicodeScalars.filter { $0.properties.generalCategory != .control }
            if !plain.isEmpty {
                return String(String(String.UnicodeScalarView(plain)).prefix(limit))
            }
        }
        return ""
    }
}
