/// Frees texts of the secrets of a run, wherever they stand in them.
///
/// A secret is found as it is, percent-encoded in whole or in part, percent-decoded, and in any case of its ASCII letters,
/// because hosts are lowered and libraries write addresses anew. A secret of fewer than 4 bytes is found only where no
/// letter or digit stands beside it: `1` must not garble every number.
public struct SecretMask: Sendable {
    private struct Form {
        /// Lowered.
        var bytes: [UInt8]
        var replacement: [UInt8]
        var isShort: Bool
    }

    /// The longest first: one secret may be part of another.
    private let forms: [Form]

    /// Hides nothing.
    public static let none = SecretMask([:])

    /// Hides secrets.
    /// - Parameter secrets: each one's value by its name; an empty value hides nothing.
    public init(_ secrets: [String: String]) {
        var forms: [[UInt8]: Form] = [:]
        for (name, value) in secrets.sorted(by: { $0.key < $1.key }) where !value.isEmpty {
            for bytes in Self.spellings(of: Array(value.utf8)) {
                let lowered = bytes.map(Self.lowered)
                guard forms[lowered] == nil else { continue }
                let replacement = Array("${\(name)}".utf8)
                forms[lowered] = Form(bytes: lowered, replacement: replacement, isShort: lowered.count < 4)
            }
        }
        self.forms = forms.values.sorted { first, second in
            first.bytes.count == second.bytes.count
                ? first.bytes.lexicographicallyPrecedes(second.bytes) : first.bytes.count > second.bytes.count
        }
    }

    /// A text with `${NAME}` in the place of each secret.
    ///
    /// - Parameter text: any text.
    /// - Returns: the text itself where it holds none.
    /// - Complexity: O(n · s) for a text of n bytes and s spellings of secrets.
    public func masked(_ text: String) -> String {
        guard !forms.isEmpty else { return text }
        let bytes = Array(text.utf8)
        let lowered = bytes.map(Self.lowered)
        var masked: [UInt8] = []
        masked.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if let form = forms.first(where: { Self.stands($0, in: lowered, at: index) }) {
                masked += form.replacement
                index += form.bytes.count
            } else {
                masked.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: masked, as: UTF8.self)
    }

    private static func stands(_ form: Form, in text: [UInt8], at index: Int) -> Bool {
        let end = index + form.bytes.count
        guard end <= text.count, text[index] == form.bytes[0], text[index..<end].elementsEqual(form.bytes) else {
            return false
        }
        guard form.isShort else { return true }
        return !(index > 0 && isWord(text[index - 1])) && !(end < text.count && isWord(text[end]))
    }

    /// As it is; with all that is no letter or digit encoded; with what no part of an address may hold encoded; decoded.
    private static func spellings(of value: [UInt8]) -> [[UInt8]] {
        let unreserved = Set("-._~".utf8)
        let ordinary = Set("-._~!$&'()*+,;=:@/?".utf8)
        var spellings = [value, decoded(value)]
        spellings.append(encoded(value) { isWord($0) })
        spellings.append(encoded(value) { isWord($0) || unreserved.contains($0) })
        spellings.append(encoded(value) { isWord($0) || ordinary.contains($0) })
        spellings.append(encoded(value) { isWord($0) || ordinary.contains($0) && $0 != UInt8(ascii: "/") })
        return spellings.filter { !$0.isEmpty }
    }

    private static func encoded(_ value: [UInt8], keeping isKept: (UInt8) -> Bool) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return value.flatMap { byte in
            isKept(byte) ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }

    private static func decoded(_ value: [UInt8]) -> [UInt8] {
        var decoded: [UInt8] = []
        var index = 0
        while index < value.count {
            if value[index] == UInt8(ascii: "%"), index + 2 < value.count,
                let high = digit(value[index + 1]), let low = digit(value[index + 2])
            {
                decoded.append(high << 4 | low)
                index += 3
            } else {
                decoded.append(value[index])
                index += 1
            }
        }
        return decoded
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: false
        }
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
    }
}

extension SecretMask: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Says nothing of what is hidden.
    public var description: String {
        "SecretMask"
    }

    /// Says nothing of what is hidden.
    public var debugDescription: String {
        description
    }

    /// Shows nothing of what is hidden.
    public var customMirror: Mirror {
        Mirror(self, children: [])
    }
}
