/// Finds boxes of ISO base media (ISO/IEC 14496-12) in bytes that lie in memory.
enum BoxSearch {
    /// Where the contents of a box lie, behind its size and name.
    /// - Parameters:
    ///   - path: the names of the boxes around it and its own, each of four characters, outermost first.
    ///   - bytes: whole boxes, one after the other; what is cut off or malformed ends the search.
    /// - Returns: nil where there is no such box.
    static func contents(of path: [String], in bytes: [UInt8]) -> Range<Int>? {
        var range = 0..<bytes.count
        for name in path {
            guard let found = child(name, in: bytes, range: range) else { return nil }
            range = found
        }
        return path.isEmpty ? nil : range
    }

    /// The first box of a name in a range that begins with a box.
    static func child(_ name: String, in bytes: [UInt8], range: Range<Int>) -> Range<Int>? {
        let name = Array(name.utf8)
        var offset = range.lowerBound
        while let size = integer(32, at: offset, in: bytes, before: range.upperBound),
            offset + 8 <= range.upperBound
        {
            var (head, length) = (8, Int(size))
            if size == 1 {
                guard let large = integer(64, at: offset + 8, in: bytes, before: range.upperBound) else { return nil }
                (head, length) = (16, Int(clamping: large))
            } else if size == 0 {
                length = range.upperBound - offset
            }
            guard length >= head, length <= range.upperBound - offset else { return nil }
            if Array(bytes[offset + 4..<offset + 8]) == name {
                return offset + head..<offset + length
            }
            offset += length
        }
        return nil
    }

    /// A big-endian number of 8, 16, 32 or 64 bits; nil where the bytes end before it does.
    static func integer(_ bits: Int, at offset: Int, in bytes: [UInt8], before end: Int) -> UInt64? {
        guard offset >= 0, offset + bits / 8 <= min(end, bytes.count) else { return nil }
        return bytes[offset..<offset + bits / 8].reduce(0) { $0 << 8 | UInt64($1) }
    }
}
