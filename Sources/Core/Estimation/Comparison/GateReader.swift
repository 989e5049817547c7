/// Reads a gate from left to right.
struct GateReader {
    private let text: String
    private let characters: [Character]
    private var position = 0

    private static let lengthLimit = 300
    private static let largest = 1e12

    init(_ text: String) {
        self.text = text
        characters = Array(text.prefix(Self.lengthLimit))
    }

    mutating func path() throws(ComparisonError) -> FigurePath {
        guard text.count <= Self.lengthLimit else { throw wrong("it is longer than \(Self.lengthLimit) characters") }
        skipBlanks()
        let start = position
        while position < characters.count, !"<>= ".contains(characters[position]) {
            position += 1
        }
        guard position > start else { throw wrong("the path of a number is missing") }
        do {
            return try FigurePath(String(characters[start..<position]))
        } catch .unknownPath(let path, let column, let reason) {
            throw .unknownPath(path, column: start + column, reason: reason)
        } catch {
            throw error
        }
    }

    mutating func isStrict() throws(ComparisonError) -> Bool {
        skipBlanks()
        guard position < characters.count, characters[position] == "<" else { throw wrong("< or <= is missing") }
        position += 1
        guard position < characters.count, characters[position] == "=" else { return true }
        position += 1
        return false
    }

    /// A limit for a number of this unit, up to the end of the text.
    mutating func limit(unit: String?) throws(ComparisonError) -> Gate.Limit {
        skipBlanks()
        var sign: Character?
        if position < characters.count, "+-".contains(characters[position]) {
            sign = characters[position]
            position += 1
        }
        let number = try number()
        let signed = sign == "-" ? -number : number
        skipBlanks()
        let start = position
        while position < characters.count, characters[position] != " " {
            position += 1
        }
        let given = String(characters[start..<position])
        skipBlanks()
        guard position == characters.count else { throw wrong("nothing may follow the limit") }
        if given == "%" {
            guard sign != nil else { throw wrong("a percentage needs its sign, + or -", at: start) }
            return .moreByShare(signed / 100)
        }
        guard given.isEmpty || given == unit else {
            let wanted = unit.map { "% or \($0)" } ?? "% or no unit"
            throw wrong("\"\(given)\" is not \(wanted)", at: start)
        }
        return sign == nil ? .absolute(number) : .more(signed)
    }

    /// Digits, perhaps with a point between them.
    private mutating func number() throws(ComparisonError) -> Double {
        let start = position
        while position < characters.count, characters[position].isASCII,
            characters[position].isNumber || characters[position] == "."
        {
            position += 1
        }
        let digits = String(characters[start..<position])
        guard let number = Double(digits), digits.first != ".", digits.last != "." else {
            throw wrong("a number is missing", at: start)
        }
        guard number <= Self.largest else { throw wrong("the number is above 10^12", at: start) }
        return number
    }

    private mutating func skipBlanks() {
        while position < characters.count, characters[position] == " " {
            position += 1
        }
    }

    private func wrong(_ reason: String, at place: Int? = nil) -> ComparisonError {
        .badGate(String(text.prefix(Self.lengthLimit)), column: (place ?? position) + 1, reason: reason)
    }
}
