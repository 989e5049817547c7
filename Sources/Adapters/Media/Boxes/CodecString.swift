/// The `CODECS` of a playlist (RFC 6381), read from the header of a fragmented MP4.
public enum CodecString {
    /// Reads it.
    /// - Parameter header: an `ftyp` and a `moov` box with one video track of h264, hevc, vp9 or av1.
    /// - Returns: such as `avc1.42C01E`, or nil where the header does not tell.
    public static func of(header: [UInt8]) -> String? {
        let path = ["moov", "trak", "mdia", "minf", "stbl", "stsd"]
        guard let table = BoxSearch.contents(of: path, in: header), table.count > 8 else { return nil }
        let entries = table.lowerBound + 8..<table.upperBound
        for (entry, box, text) in kinds {
            guard let sample = BoxSearch.child(entry, in: header, range: entries), sample.count > 78 else { continue }
            // What every visual sample entry begins with: 78 bytes of size, resolution and name.
            let boxes = sample.lowerBound + 78..<sample.upperBound
            guard let record = BoxSearch.child(box, in: header, range: boxes) else { return nil }
            return text(entry, Array(header[record]))
        }
        return nil
    }

    /// Reads it, and adds that of the sound behind a comma.
    /// - Parameters:
    ///   - header: as ``of(header:)`` takes it.
    ///   - sound: the sound that the header names besides the video; nil without.
    /// - Returns: such as `avc1.42C01E,mp4a.40.2`, or nil where the header does not tell.
    public static func of(header: [UInt8], sound: SoundStream?) -> String? {
        let video = of(header: header)
        guard let sound else { return video }
        return video.map { "\($0),\(sound.codecs)" }
    }

    private static let kinds: [(entry: String, box: String, text: @Sendable (String, [UInt8]) -> String?)] = [
        ("avc1", "avcC", avc), ("hvc1", "hvcC", hevc), ("hev1", "hvcC", hevc), ("vp09", "vpcC", vp9),
        ("av01", "av1C", av1),
    ]

    /// Profile, constraints and level as they stand in the record.
    @Sendable private static func avc(_ entry: String, _ record: [UInt8]) -> String? {
        guard record.count >= 4 else { return nil }
        return entry + "." + record[1...3].map { hex($0, digits: 2) }.joined()
    }

    /// ISO/IEC 14496-15, annex E: profile, compatibility in reverse bit order, tier and level, constraints.
    @Sendable private static func hevc(_ entry: String, _ record: [UInt8]) -> String? {
        guard record.count >= 13 else { return nil }
        let space = ["", "A", "B", "C"][Int(record[1] >> 6)]
        let flags = record[2...5].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        var reversed: UInt32 = 0
        for bit in 0..<32 where flags >> bit & 1 == 1 {
            reversed |= 1 << (31 - bit)
        }
        var constraints = Array(record[6...11])
        while constraints.last == 0 {
            constraints.removeLast()
        }
        let parts = [
            entry, "\(space)\(record[1] & 31)", String(reversed, radix: 16, uppercase: true),
            "\(record[1] & 32 == 0 ? "L" : "H")\(record[12])",
        ]
        return (parts + constraints.map { String($0, radix: 16, uppercase: true) }).joined(separator: ".")
    }

    /// VP codec ISO media file format binding: profile, level, bit depth.
    @Sendable private static func vp9(_ entry: String, _ record: [UInt8]) -> String? {
        guard record.count >= 7 else { return nil }
        return [entry, two(record[4]), two(record[5]), two(record[6] >> 4)].joined(separator: ".")
    }

    /// AV1 in ISO media: profile, level and tier, bit depth.
    @Sendable private static func av1(_ entry: String, _ record: [UInt8]) -> String? {
        guard record.count >= 3 else { return nil }
        let tier = record[2] & 0x80 == 0 ? "M" : "H"
        let depth: UInt8 = record[2] & 0x40 == 0 ? 8 : record[2] & 0x20 == 0 ? 10 : 12
        return "\(entry).\(record[1] >> 5).\(two(record[1] & 31))\(tier).\(two(depth))"
    }

    private static func hex(_ byte: UInt8, digits: Int) -> String {
        let text = String(byte, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    private static func two(_ number: UInt8) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
