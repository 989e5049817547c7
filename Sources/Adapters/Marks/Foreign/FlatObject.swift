/// A JSON object that holds plain values only, read strictly: no nesting, no key twice, nothing behind it.
struct FlatObject: Equatable {
    /// A value, as it is written.
    enum Value: Equatable {
        /// A whole number, with its sign.
        case number(String)
        /// A text between double quotes, its escapes taken out.
        case text(String)
        /// `true`, `false` or `null`.
        case word(String)
    }

    /// The values by their keys.
    private(set) var values: [String: Value] = [:]
    /// Whether a comma stands before the closing brace.
    private(set) var hasTrailingComma = false

    private static let words = ["true", "false", "null"]

    /// Reads an object; nil when it is anything else.
    init?(_ bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var rest = text[...]
        guard Self.skip("{", &rest) else { return nil }
        while !Self.skip("}", &rest) {
            guard case .text(let key) = Self.string(&rest), Self.skip(":", &rest), let value = Self.value(&rest),
                values.updateValue(value, forKey: key) == nil
            else { return nil }
            hasTrailingComma = Self.skip(",", &rest)
            guard hasTrailingComma || rest.first == "}" else { return nil }
        }
        guard rest.isEmpty else { return nil }
    }

    /// Takes a sign and the blanks on either side of it.
    private static func skip(_ sign: Character, _ rest: inout Substring) -> Bool {
        let start = rest.drop { $0 == " " }
        guard start.first == sign else { return false }
        rest = start.dropFirst().drop { $0 == " " }
        return true
    }

    private static func value(_ rest: inout Substring) -> Value? {
        let value = rest.first == "\"" ? string(&rest) : bare(&rest)
        rest = rest.drop { $0 == " " }
        return value
    }

    private static func bare(_ rest: inout Substring) -> Value? {
        let text = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        rest = rest[text.endIndex...]
        if words.contains(String(text)) { return .word(String(text)) }
        let digits = text.first == "-" ? text.dropFirst() : text
        guard PlainDigits.value(digits.utf8, count: 1...20) != nil, digits.count == 1 || digits.first != "0" else {
            return nil
        }
        return .number(String(text))
    }

    private static func string(_ rest: inout Substring) -> Value? {
        guard rest.first == "\"" else { return nil }
        var text = ""
        var index = rest.index(after: rest.startIndex)
        while index < rest.endIndex {
            let character = rest[index]
            index = rest.index(after: index)
            if character == "\"" {
                rest = rest[index...]
                return .text(text)
            }
            guard character == "\\" else {
                guard character.unicodeScalars.allSatisfy({ $0.value >= 32 }) else { return nil }
                text.append(character)
                continue
            }
            guard let escaped = escape(rest, &index) else { return nil }
            text.unicodeScalars.append(escaped)
        }
        return nil
    }

    private static func escape(_ text: Substring, _ index: inout Substring.Index) -> Unicode.Scalar? {
        guard index < text.endIndex else { return nil }
        let sign = text[index]
        index = text.index(after: index)
        let plain: [Character: Unicode.Scalar] = [
            "\"": "\"", "\\": "\\", "/": "/", "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t",
        ]
        if let scalar = plain[sign] { return scalar }
        let digits = text[index...].prefix(4)
        guard sign == "u", digits.count == 4, digits.allSatisfy({ $0.isASCII && $0.isHexDigit }),
            let value = UInt32(digits, radix: 16)
        else { return nil }
        index = digits.endIndex
        return Unicode.Scalar(value)
    }
}
