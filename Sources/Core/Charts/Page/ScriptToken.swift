/// A word of JavaScript.
struct ScriptToken: Hashable {
    /// What kind of word.
    enum Kind: Hashable {
        /// A name or a keyword.
        case word
        /// A number; a string, a part of a template or a regular expression with all its signs; any other sign.
        case number, literal, sign
    }

    /// What kind of word.
    var kind: Kind
    /// As it is written.
    var text: String
}

/// Cuts JavaScript into words, without comments and space.
///
/// Reads what our own script is written in: no regular expression that holds a slash, no `/` behind a `)` but to divide.
struct ScriptTokens {
    private(set) var tokens: [ScriptToken] = []
    private let source: [UInt8]
    private var place = 0
    /// For each open brace whether it belongs to a template, which goes on behind it.
    private var braces: [Bool] = []

    /// Cuts a text.
    init(_ text: String) {
        source = Array(text.utf8)
        while place < source.count {
            step()
        }
    }

    private mutating func step() {
        let byte = source[place]
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\n"): place += 1
        case UInt8(ascii: "/") where next(UInt8(ascii: "/")):
            place = source[place...].firstIndex(of: 10) ?? source.count
        case UInt8(ascii: "/") where beginsExpression: takeExpression()
        case UInt8(ascii: "'"), UInt8(ascii: "\""): takeString()
        case UInt8(ascii: "`"): takeTemplate()
        case UInt8(ascii: "}") where braces.popLast() == true: takeTemplate()
        case _ where isDigit(place) || (byte == UInt8(ascii: ".") && isDigit(place + 1)): takeRun(.number)
        case _ where isWord(byte): takeRun(.word)
        default: takeSign(byte)
        }
    }

    private mutating func takeSign(_ byte: UInt8) {
        if byte == UInt8(ascii: "{") {
            braces.append(false)
        }
        let isSpread = source[place...].starts(with: [0x2E, 0x2E, 0x2E])
        let isStep = (byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")) && next(byte)
        let isArrow = byte == UInt8(ascii: "=") && next(UInt8(ascii: ">"))
        let length = isSpread ? 3 : isStep || isArrow ? 2 : 1
        append(.sign, to: place + length)
    }

    /// A string, to the quotation mark that ends it.
    private mutating func takeString() {
        append(.literal, to: end(of: source[place]))
    }

    /// A regular expression with its flags.
    private mutating func takeExpression() {
        var end = end(of: UInt8(ascii: "/"))
        while end < source.count, isWord(source[end]) {
            end += 1
        }
        append(.literal, to: end)
    }

    /// Behind the next sign of a kind that no backslash stands before.
    private func end(of sign: UInt8) -> Int {
        var end = place + 1
        while end < source.count, source[end] != sign {
            end += source[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(end + 1, source.count)
    }

    /// A part of a template: from its beginning or the end of an expression to the next one or its end.
    private mutating func takeTemplate() {
        var end = place + 1
        while end < source.count, source[end] != UInt8(ascii: "`") {
            if source[end] == UInt8(ascii: "$"), end + 1 < source.count, source[end + 1] == UInt8(ascii: "{") {
                braces.append(true)
                return append(.literal, to: end + 2)
            }
            end += source[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        append(.literal, to: min(end + 1, source.count))
    }

    private mutating func takeRun(_ kind: ScriptToken.Kind) {
        var end = place + 1
        while end < source.count, isWord(source[end]) || (kind == .number && continuesNumber(end)) {
            end += 1
        }
        append(kind, to: end)
    }

    private mutating func append(_ kind: ScriptToken.Kind, to end: Int) {
        tokens.append(ScriptToken(kind: kind, text: String(decoding: source[place..<end], as: UTF8.self)))
        place = end
    }

    /// Whether an expression begins here, so that a slash begins a regular expression.
    private var beginsExpression: Bool {
        guard let last = tokens.last else { return true }
        return last.kind == .sign && ![")", "]", "++", "--"].contains(last.text) || last.text == "return"
    }

    /// The point of a number, and the sign of its power of ten.
    private func continuesNumber(_ index: Int) -> Bool {
        let byte = source[index]
        let isSigned = byte == UInt8(ascii: "-") && source[index - 1] == UInt8(ascii: "e")
        return isSigned || (byte == UInt8(ascii: ".") && isDigit(index + 1))
    }

    private func next(_ byte: UInt8) -> Bool {
        place + 1 < source.count && source[place + 1] == byte
    }

    private func isDigit(_ index: Int) -> Bool {
        index < source.count && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(source[index])
    }

    private func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"): true
        default: false
        }
    }
}
