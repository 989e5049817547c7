internal import LabModel

/// The names with values of a tag, section 4.2.
struct AttributeList {
    private let tag: PlaylistTag
    private var values: [String: Substring] = [:]

    /// Takes `NAME=value,NAME="value"` apart; a space behind a comma is let pass, as some servers write one.
    init(_ tag: PlaylistTag, limits: PlaylistLimits) throws(PlaylistError) {
        self.tag = tag
        var rest = tag.value[...]
        while !rest.isEmpty {
            guard values.count < limits.attributes else {
                throw .tooMuch(of: "attributes in a tag", limit: limits.attributes, line: tag.line)
            }
            let name = rest.prefix { $0 != "=" }.drop { $0 == " " }
            guard !name.isEmpty, name.endIndex < rest.endIndex, name.utf8.allSatisfy(Self.isOfName) else {
                throw tag.bad(rest, needs: "attributes, such as NAME=value")
            }
            rest = rest[rest.index(after: name.endIndex)...]
            let value = try Self.takeValue(from: &rest, of: tag)
            guard values.updateValue(value, forKey: String(name)) == nil else {
                throw .misplaced("\(tag.name) has \(name) twice", line: tag.line)
            }
        }
    }

    /// An attribute's text, without its quotes.
    func text(_ name: String) -> String? {
        values[name].map(String.init)
    }

    /// An attribute's text that must be there and not be empty.
    func required(_ name: String) throws(PlaylistError) -> String {
        guard let text = text(name), !text.isEmpty else {
            throw .missingAttribute(name, tag: tag.name, line: tag.line)
        }
        return text
    }

    /// Whether an attribute says `YES`.
    func isYes(_ name: String) -> Bool {
        values[name] == "YES"
    }

    /// An attribute as a whole number, not negative.
    func integer(_ name: String) throws(PlaylistError) -> Int? {
        guard let value = values[name] else { return nil }
        guard let number = PlaylistTag.integer(value) else {
            throw tag.bad(value, needs: "a whole number", attribute: name)
        }
        return number
    }

    /// An attribute as seconds, not negative.
    func seconds(_ name: String) throws(PlaylistError) -> Latency? {
        guard let value = values[name] else { return nil }
        guard let time = PlaylistTag.seconds(value) else {
            throw tag.bad(value, needs: "seconds, such as 0.2", attribute: name)
        }
        return time
    }

    /// An attribute as seconds, with a minus where negative.
    func signedSeconds(_ name: String) throws(PlaylistError) -> Latency? {
        guard let value = values[name], value.hasPrefix("-") else { return try seconds(name) }
        guard let time = PlaylistTag.seconds(value.dropFirst()) else {
            throw tag.bad(value, needs: "seconds, such as -4.5", attribute: name)
        }
        return .zero - time
    }

    /// An attribute as `length@offset`, or `length` alone.
    func span(_ name: String) throws(PlaylistError) -> (length: Int, offset: Int?)? {
        guard let value = values[name] else { return nil }
        guard let span = PlaylistTag.span(value) else {
            throw tag.bad(value, needs: "LENGTH@OFFSET in bytes", attribute: name)
        }
        return span
    }

    /// A value that cannot be, for an error.
    func bad(_ name: String, needs: String) -> PlaylistError {
        tag.bad(values[name] ?? "", needs: needs, attribute: name)
    }

    private static func takeValue(from rest: inout Substring, of tag: PlaylistTag) throws(PlaylistError) -> Substring {
        let value: Substring
        if rest.first == "\"" {
            value = rest.dropFirst().prefix { $0 != "\"" }
            guard value.endIndex < rest.endIndex else { throw tag.bad(rest, needs: "a quote at its value's end") }
            rest = rest[rest.index(after: value.endIndex)...]
            guard rest.isEmpty || rest.first == "," else { throw tag.bad(rest, needs: "a comma behind a quoted value") }
        } else {
            value = rest.prefix { $0 != "," }
            guard !value.contains("\"") else { throw tag.bad(value, needs: "quotes on both sides, or none") }
            rest = rest[value.endIndex...]
        }
        rest = rest.dropFirst()
        return value
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || byte.isASCIIDigit || byte == UInt8(ascii: "-")
    }
}
