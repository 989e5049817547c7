internal import LabModel

/// The lines of a playlist that mean something: tags and addresses, each with its number.
struct PlaylistLines {
    /// A line that is neither empty nor a comment.
    struct Line {
        enum Content {
            case tag(PlaylistTag)
            case address(String)
        }

        var content: Content
        /// From 1.
        var number: Int
    }

    private(set) var lines: [Line] = []
    /// The number of the last line.
    private(set) var last = 1

    /// Whether it names variants.
    var isMultivariant: Bool {
        lines.contains {
            guard case .tag(let tag) = $0.content else { return false }
            return tag.isOfMultivariant
        }
    }

    init(_ bytes: some Collection<UInt8>, limits: PlaylistLimits) throws(PlaylistError) {
        guard bytes.count <= limits.size.bytes else {
            throw .tooMuch(of: "bytes", limit: limits.size.bytes, line: 1)
        }
        var rest = Array(bytes)[...]
        // A byte order mark is forbidden, and some servers write one all the same.
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) {
            rest = rest.dropFirst(3)
        }
        var number = 0
        while !rest.isEmpty {
            number += 1
            guard number <= limits.lines else { throw .tooMuch(of: "lines", limit: limits.lines, line: number) }
            let line = rest.prefix { $0 != 0x0A }
            rest = rest[line.endIndex...].dropFirst()
            try take(line, number: number, limits: limits)
            last = number
        }
        guard number > 0 else { throw .notAPlaylist(line: 1) }
    }

    private mutating func take(
        _ bytes: ArraySlice<UInt8>,
        number: Int,
        limits: PlaylistLimits
    ) throws(PlaylistError) {
        guard bytes.count <= limits.lineSize.bytes else {
            throw .tooMuch(of: "bytes in a line", limit: limits.lineSize.bytes, line: number)
        }
        var bytes = bytes
        while let last = bytes.last, last == 0x0D || last == 0x20 || last == 0x09 {
            bytes = bytes.dropLast()
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText(line: number) }
        if number == 1 {
            guard text == "#EXTM3U" else { throw .notAPlaylist(line: 1) }
            return
        }
        guard let first = text.utf8.first else { return }
        if first != UInt8(ascii: "#") {
            lines.append(Line(content: .address(text), number: number))
        } else if text.hasPrefix("#EXT") {
            lines.append(Line(content: .tag(PlaylistTag(text, line: number)), number: number))
        }
    }
}
