/// The text of the lab's QR code: `GL1:` and the 22 bytes in base 45, which is RFC 9285; always 37 characters.
///
/// All of its characters belong to QR's alphanumeric set, where two take 11 bits.
enum MarkText {
    /// What every mark's text begins with; the digit is the version of the 22 bytes.
    static let prefix = "GL1:"
    /// Characters of the text.
    static let length = 37

    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8)

    private static let values: [UInt8] = {
        var table = [UInt8](repeating: .max, count: 256)
        for (value, character) in alphabet.enumerated() {
            table[Int(character)] = UInt8(value)
        }
        return table
    }()

    /// The text of a mark, as ASCII.
    static func write(_ code: MarkCode) -> [UInt8] {
        let bytes = code.bytes
        var text = Array(prefix.utf8)
        for place in stride(from: 0, to: bytes.count, by: 2) {
            let pair = Int(bytes[place]) << 8 | Int(bytes[place + 1])
            text += [alphabet[pair % 45], alphabet[pair / 45 % 45], alphabet[pair / 2_025]]
        }
        return text
    }

    /// Reads a mark's text; nil when it is anything else, or its checksum is wrong.
    static func read(_ text: [UInt8]) -> MarkCode? {
        guard text.count == length, text.starts(with: prefix.utf8) else { return nil }
        return read(values: text.map { values[Int($0)] })
    }

    /// Reads the places of a mark's characters in QR's alphanumeric set; nil as for text.
    static func read(values: [UInt8]) -> MarkCode? {
        guard values.count == length, values.allSatisfy({ $0 < 45 }), values.starts(with: prefixValues) else {
            return nil
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(MarkCode.byteCount)
        for place in stride(from: prefixValues.count, to: values.count, by: 3) {
            let pair = Int(values[place]) + 45 * Int(values[place + 1]) + 2_025 * Int(values[place + 2])
            guard pair <= 0xFFFF else { return nil }
            bytes.append(UInt8(pair >> 8))
            bytes.append(UInt8(pair & 0xFF))
        }
        return MarkCode(bytes: bytes)
    }

    /// The places of a text's characters in QR's alphanumeric set.
    static func values(of text: [UInt8]) -> [UInt8] {
        text.map { values[Int($0)] }
    }

    private static let prefixValues = values(of: Array(prefix.utf8))
}
