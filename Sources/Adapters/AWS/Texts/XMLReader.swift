/// Reads the XML of answers: elements, text, the five entities, numbers of characters, CDATA; nothing that a document
/// could define itself, so that no answer can grow while it is read.
struct XMLReader {
    /// Why a text is no XML that is taken.
    struct Failure: Error, Hashable, CustomStringConvertible {
        /// What is wrong.
        var reason: String
        /// Where, in bytes from 0.
        var offset: Int

        var description: String {
            "\(reason) at byte \(offset)"
        }
    }

    /// How deep elements may stand in each other.
    static let deepest = 64
    /// How many elements are taken.
    static let mostElements = 30_000

    private let bytes: [UInt8]
    private var place = 0
    private var elements = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads a whole document.
    static func read(_ bytes: [UInt8]) throws(Failure) -> XMLElement {
        var reader = XMLReader(bytes)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            reader.place = 3
        }
        try reader.skipBetween()
        let root = try reader.element(depth: 0)
        try reader.skipBetween()
        guard reader.place == bytes.count else { throw reader.failure("something behind the document") }
        return root
    }

    private func failure(_ reason: String) -> Failure {
        Failure(reason: reason, offset: place)
    }

    /// Passes over blanks, comments and instructions.
    private mutating func skipBetween() throws(Failure) {
        while place < bytes.count {
            if Self.isBlank(bytes[place]) {
                place += 1
            } else if !(try skipMarkup()) {
                return
            }
        }
    }

    /// Passes over a comment or an instruction, if one stands here.
    private mutating func skipMarkup() throws(Failure) -> Bool {
        if starts("<!--") {
            try skip(behind: "-->", from: 4)
        } else if starts("<?") {
            try skip(behind: "?>", from: 2)
        } else {
            return false
        }
        return true
    }

    private mutating func element(depth: Int) throws(Failure) -> XMLElement {
        guard depth < Self.deepest else { throw failure("elements too deep in each other") }
        elements += 1
        guard elements <= Self.mostElements else { throw failure("too many elements") }
        guard starts("<"), !starts("<!") else { throw failure("no element") }
        place += 1
        let tag = try self.name()
        let isEmpty = try skipAttributes()
        let local = String(tag.split(separator: ":").last ?? "")
        guard !isEmpty else { return XMLElement(local) }
        var text: [UInt8] = []
        var children: [XMLElement] = []
        while !starts("</") {
            guard place < bytes.count else { throw failure("\(tag) does not end") }
            if starts("<![CDATA[") {
                let from = place + 9
                try skip(behind: "]]>", from: 9)
                text += bytes[from..<place - 3]
            } else if try skipMarkup() {
                continue
            } else if bytes[place] == UInt8(ascii: "<") {
                children.append(try element(depth: depth + 1))
            } else {
                try takeText(into: &text)
            }
        }
        place += 2
        guard try name() == tag else { throw failure("\(tag) ends as another one") }
        skipBlanks()
        guard starts(">") else { throw failure("an end without an end") }
        place += 1
        let all = String(decoding: text, as: UTF8.self)
        return XMLElement(local, text: children.isEmpty ? all : Self.trimmed(all), children)
    }

    private mutating func name() throws(Failure) -> String {
        let from = place
        while place < bytes.count, !Self.isBlank(bytes[place]), !Self.endsName(bytes[place]) {
            place += 1
        }
        guard place > from else { throw failure("an element without a name") }
        return String(decoding: bytes[from..<place], as: UTF8.self)
    }

    /// Passes over attributes to behind the tag.
    /// - Returns: whether the tag is an element's end too.
    private mutating func skipAttributes() throws(Failure) -> Bool {
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: ">"):
                place += 1
                return false
            case UInt8(ascii: "/"):
                guard starts("/>") else { throw failure("a stray /") }
                place += 2
                return true
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                let quote = bytes[place]
                guard let end = bytes[(place + 1)...].firstIndex(of: quote) else {
                    throw failure("an attribute does not end")
                }
                place = end + 1
            case UInt8(ascii: "<"): throw failure("a tag in a tag")
            default: place += 1
            }
        }
        throw failure("a tag does not end")
    }

    private mutating func takeText(into text: inout [UInt8]) throws(Failure) {
        while place < bytes.count, bytes[place] != UInt8(ascii: "<") {
            guard bytes[place] == UInt8(ascii: "&") else {
                text.append(bytes[place])
                place += 1
                continue
            }
            // The longest number of a character is &#x10FFFF; with leading zeros nobody writes.
            let end = bytes[place..<min(place + 12, bytes.count)].firstIndex(of: UInt8(ascii: ";"))
            guard let end, let character = Self.character(String(decoding: bytes[place + 1..<end], as: UTF8.self))
            else { throw failure("an unknown entity") }
            text += Array(String(character).utf8)
            place = end + 1
        }
    }

    private static let entities: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'",
    ]

    private static func character(_ entity: String) -> Unicode.Scalar? {
        guard entity.hasPrefix("#") else { return entities[entity] }
        let number =
            entity.hasPrefix("#x") ? UInt32(entity.dropFirst(2), radix: 16) : UInt32(entity.dropFirst(), radix: 10)
        return number.flatMap(Unicode.Scalar.init)
    }

    private mutating func skip(behind end: String, from length: Int) throws(Failure) {
        let wanted = Array(end.utf8)
        var next = place + length
        while next + wanted.count <= bytes.count {
            if bytes[next] == wanted[0], bytes[next..<next + wanted.count].elementsEqual(wanted) {
                place = next + wanted.count
                return
            }
            next += 1
        }
        throw failure("no \(end)")
    }

    private mutating func skipBlanks() {
        while place < bytes.count, Self.isBlank(bytes[place]) {
            place += 1
        }
    }

    private func starts(_ text: String) -> Bool {
        bytes[place...].starts(with: text.utf8)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 32 || byte == 9 || byte == 10 || byte == 13
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "<")
    }

    private static func trimmed(_ text: String) -> String {
        let start = text.drop { $0.isWhitespace }
        let end = start.lastIndex { !$0.isWhitespace }.map { start.index(after: $0) } ?? start.startIndex
        return String(start[..<end])
    }
}

extension XMLElement {
    /// Reads a document.
    init(parsing bytes: [UInt8]) throws(XMLReader.Failure) {
        self = try XMLReader.read(bytes)
    }
}
