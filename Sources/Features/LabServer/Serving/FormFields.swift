import Foundation
import NIOCore

/// The fields of a form as browsers send it, `application/x-www-form-urlencoded`.
struct FormFields: Sendable {
    static let contentType = "application/x-www-form-urlencoded"
    /// More than any page's form and any address's parameters take.
    private static let limit = 300

    private let fields: [(name: String, value: String)]

    /// Reads a body; of a field given twice the last counts.
    /// - Throws: ``LabServerError/badBody(reason:)``.
    init(_ body: ByteBuffer) throws(LabServerError) {
        try self.init(body.readableBytesView)
    }

    /// Reads bytes, as of a body or of what stands behind an address's question mark.
    /// - Throws: ``LabServerError/badBody(reason:)``.
    init(_ bytes: some Collection<UInt8>) throws(LabServerError) {
        let pairs = Array(bytes).split(separator: UInt8(ascii: "&"))
        guard pairs.count <= Self.limit else { throw .badBody(reason: "it has more than \(Self.limit) fields") }
        var fields: [(name: String, value: String)] = []
        for pair in pairs {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.text(parts[0]), let value = Self.text(parts.count > 1 ? parts[1] : []) else {
                throw .badBody(reason: "a field is not UTF-8 with percent signs")
            }
            fields.append((name, value))
        }
        self.fields = fields
    }

    /// A field's text; nil where it is missing.
    subscript(_ name: String) -> String? { fields.last { $0.name == name }?.value }

    /// All texts of a field, in order.
    func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// A text as it stands in an address or a form: everything but letters and digits of ASCII as percent signs.
    static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return text.utf8.reduce(into: "") { escaped, byte in
            let character = Character(Unicode.Scalar(byte))
            if character.isASCII, character.isLetter || character.isNumber {
                escaped.append(character)
            } else {
                escaped += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
        var decoded: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): decoded.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = digit(rest.popFirst()), let low = digit(rest.popFirst()) else { return nil }
                decoded.append(high << 4 | low)
            default: decoded.append(byte)
            }
        }
        return String(validating: decoded, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8?) -> UInt8? {
        guard let byte else { return nil }
        return Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt8($0) }
    }
}
