internal import LabModel

/// The first lab's text: `{'frame_number': 12, 'time': 1695000000.25, 'random': 0.5}`.
enum DictText {
    /// No text longer than this is looked at.
    static let greatestLength = 200

    /// Writes a stamp's text, the time to the nanosecond; nil without a number or a time from 1970 on.
    ///
    /// The first lab drew `random` anew for each frame; here it follows from the stamp, so that the same stamp always
    /// makes the same picture.
    static func write(_ stamp: FrameStamp) -> [UInt8]? {
        guard let code = MarkCode(stamp) else { return nil }
        let seconds = "\(code.time / 1_000_000_000).\(padded(code.time % 1_000_000_000))"
        let random = "0.\(padded(UInt64(code.checksum) % 1_000_000_000))"
        return Array("{'frame_number': \(code.number), 'time': \(seconds), 'random': \(random)}".utf8)
    }

    /// Reads such a text, its keys in any order and in either kind of quotes; nil when it is anything else.
    ///
    /// The time is nil where it cannot be a wall time.
    static func read(_ text: [UInt8]) -> FrameStamp? {
        guard text.count <= greatestLength, let fields = fields(of: String(decoding: text, as: UTF8.self)) else {
            return nil
        }
        guard let number = fields["frame_number"].flatMap({ UInt32(digits: $0) }),
            let time = fields["time"].flatMap(nanoseconds)
        else { return nil }
        // A small one counts from the stream's beginning: it is no wall time, and the number is good all the same.
        return MarkKind.dict.stamp(number: number, time: UInt64(exactly: time).flatMap(PlausibleTime.nanoseconds))
    }

    private static func fields(of text: String) -> [String: Substring]? {
        guard text.hasPrefix("{"), text.hasSuffix("}") else { return nil }
        var fields: [String: Substring] = [:]
        for part in text.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false) {
            let sides = part.split(separator: ":", omittingEmptySubsequences: false)
            guard sides.count == 2, let key = unquoted(trimmed(sides[0])), fields[key] == nil else { return nil }
            fields[key] = trimmed(sides[1])
        }
        return fields
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " }
        while text.last == " " {
            text.removeLast()
        }
        return text
    }

    private static func unquoted(_ text: Substring) -> String? {
        guard text.count > 2, let quote = text.first, quote == "'" || quote == "\"", text.last == quote else {
            return nil
        }
        return String(text.dropFirst().dropLast())
    }

    /// Decimal seconds as nanoseconds, exactly; digits beyond the ninth are rounded half up.
    private static func nanoseconds(_ text: Substring) -> Int64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let seconds = UInt32(digits: parts[0]) else { return nil }
        guard parts.count == 2 else { return Int64(seconds) * 1_000_000_000 }
        let fraction = parts[1]
        guard !fraction.isEmpty, fraction.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        let kept = String(fraction.prefix(9))
        guard let value = Int64(kept + String(repeating: "0", count: 9 - kept.count)) else { return nil }
        let roundsUp = fraction.dropFirst(9).first.map { $0 >= "5" } ?? false
        return Int64(seconds) * 1_000_000_000 + value + (roundsUp ? 1 : 0)
    }

    private static func padded(_ value: UInt64) -> String {
        let text = String(value)
        return String(repeating: "0", count: 9 - text.count) + text
    }
}

extension MarkKind {
    /// The first lab's dictionary, in Python's form or as JSON: a number and a wall time.
    public static let dict = MarkKind(foreign: "frame_number and time", place: 0)
}

extension UInt32 {
    /// Reads decimal digits and nothing else, not even a sign.
    fileprivate init?(digits text: Substring) {
        guard text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        self.init(text)
    }
}
