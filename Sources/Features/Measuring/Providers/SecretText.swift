/// A text with references to secrets: `${KEY}` stands for a variable of the environment, `$$` for one `$`.
struct SecretText: Hashable, Sendable {
    /// Why a text is none.
    enum Problem: Error, Equatable {
        /// A `$` is neither doubled nor followed by a name in braces.
        case strayDollar
        /// What stands in the braces is no name of a variable.
        case badName(String)
    }

    enum Part: Hashable, Sendable {
        case literal(String)
        case secret(String)
    }

    let parts: [Part]

    /// Reads a text.
    /// - Throws: ``Problem``.
    init(_ text: String) throws(Problem) {
        var parts: [Part] = []
        var literal = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            literal += rest[..<dollar]
            rest = rest[rest.index(after: dollar)...]
            if rest.first == "$" {
                literal += "$"
                rest = rest.dropFirst()
                continue
            }
            guard rest.first == "{", let end = rest.firstIndex(of: "}") else { throw .strayDollar }
            let name = String(rest[rest.index(after: rest.startIndex)..<end])
            guard Self.isName(name) else { throw .badName(name) }
            parts += literal.isEmpty ? [] : [.literal(literal)]
            parts.append(.secret(name))
            literal = ""
            rest = rest[rest.index(after: end)...]
        }
        literal += rest
        self.parts = parts + (literal.isEmpty ? [] : [.literal(literal)])
    }

    /// The variables that it names, each once.
    var keys: [String] {
        parts.reduce(into: []) { keys, part in
            if case .secret(let name) = part, !keys.contains(name) {
                keys.append(name)
            }
        }
    }

    /// The text with something in the place of each reference.
    func text(_ secret: (_ name: String) -> String) -> String {
        parts.map { part in
            switch part {
            case .literal(let text): text
            case .secret(let name): secret(name)
            }
        }
        .joined()
    }

    /// A variable's name as shells take it.
    private static func isName(_ name: String) -> Bool {
        let isWord = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        return isWord && (1...100).contains(name.utf8.count) && name.first?.isNumber == false
    }
}
