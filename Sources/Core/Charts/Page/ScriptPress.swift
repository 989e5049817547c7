/// Makes our own script short: without space, and with short names of variables.
///
/// Every variable gets one new name wherever it stands, whatever its scope: no two share one, so that none hides
/// another that it did not hide before. Properties keep their names, which the page and the embedded numbers know.
enum ScriptPress {
    /// Names that are not variables of the script.
    private static let given: Set<String> = [
        "const", "let", "return", "if", "else", "for", "of", "in", "new", "continue", "break", "delete", "null", "true",
        "false", "typeof", "Math", "Map", "Set", "JSON", "Object", "Array", "String", "Date", "document", "window",
        "ResizeObserver", "isNaN",
    ]

    /// Properties that only the script itself knows: neither the browser's nor the embedded numbers'.
    static let own: Set<String> = [
        "away", "axis", "bottom", "box", "chart", "cursor", "drag", "edge", "figure", "fingers", "frame", "from",
        "full", "lay",
        "left", "legend", "off", "one", "over", "raw", "right", "select", "shape", "source", "span", "spoken", "spread",
        "stale", "svg", "tall", "ticks", "tip", "tools", "top", "view",
    ]

    /// The script, shorter.
    static func pressed(_ script: String) -> String {
        let tokens = ScriptTokens(script).tokens
        let uses = uses(tokens)
        let names = shortNames(tokens, uses)
        var text = ""
        var last: ScriptToken?
        for (token, use) in joined(zip(tokens, uses)) {
            let name = names[token.text] ?? token.text
            let word =
                switch use {
                case .variable: name
                case .shorthand: own.contains(token.text) ? name : "\(token.text):\(name)"
                case .other: token.text
                }
            if let last, needsSpace(last, token) {
                text += " "
            }
            text += word
            last = token
        }
        return text
    }

    /// The tokens with declarations that follow each other as one, and without semicolons at the end of blocks.
    private static func joined(_ tokens: some Sequence<(ScriptToken, Use)>) -> [(ScriptToken, Use)] {
        var kept: [(ScriptToken, Use)] = []
        // For each open bracket whether the statement in it that was begun last declares something.
        var declares = [false]
        for (token, use) in tokens {
            let last = kept.last?.0
            if last?.text == ";", token.text != "const", token.text != "let" {
                declares[declares.count - 1] = false
            }
            let beginsStatement = last.map { [";", "{", "}"].contains($0.text) } ?? true
            switch token.text {
            case "}":
                declares.removeLast()
                if last?.text == ";" { kept.removeLast() }
            case ")", "]": declares.removeLast()
            case "{", "(", "[": declares.append(false)
            case "const", "let":
                if last?.text == ";", declares.last == true {
                    kept[kept.count - 1].0.text = ","
                    continue
                }
                declares[declares.count - 1] = beginsStatement
                kept.append((ScriptToken(kind: .word, text: "let"), use))
                continue
            case _ where token.kind == .literal:
                if token.text.hasPrefix("}") { declares.removeLast() }
                if token.text.hasSuffix("${") { declares.append(false) }
            default: break
            }
            kept.append((token, use))
        }
        return kept
    }

    /// How a word is used.
    private enum Use {
        case variable
        /// A property and the variable that gives or takes its value.
        case shorthand
        case other
    }

    private static func uses(_ tokens: [ScriptToken]) -> [Use] {
        // For each open bracket whether it is that of an object, or of a pattern that takes one apart.
        var brackets: [Bool] = []
        return tokens.indices.map { index in
            let token = tokens[index]
            let last = index > 0 ? tokens[index - 1].text : ";"
            switch token.text {
            case "{": brackets.append(isObject(behind: last))
            case "(", "[": brackets.append(false)
            case ")", "]", "}": brackets.removeLast()
            case _ where token.kind == .literal:
                // A template's expression stands between brackets as well.
                if token.text.hasPrefix("}") { brackets.removeLast() }
                if token.text.hasSuffix("${") { brackets.append(false) }
            default: break
            }
            let isOwn = own.contains(token.text)
            guard token.kind == .word, last != "." || isOwn, !given.contains(token.text) else { return .other }
            guard brackets.last == true, last == "{" || last == "," else { return .variable }
            let next = index + 1 < tokens.count ? tokens[index + 1].text : ";"
            return next != ":" ? .shorthand : isOwn ? .variable : .other
        }
    }

    private static func isObject(behind last: String) -> Bool {
        ["(", ",", "=", ":", "[", "?", "&", "|", "return", "const", "let", "..."].contains(last)
    }

    /// The most used names get the shortest ones; a property of our own none that another property has.
    private static func shortNames(_ tokens: [ScriptToken], _ uses: [Use]) -> [String: String] {
        var counts: [String: Int] = [:]
        var others: Set<String> = []
        for (token, use) in zip(tokens, uses) where token.kind == .word {
            if use != .other {
                counts[token.text, default: 0] += 1
            }
            if use != .variable {
                others.insert(token.text)
            }
        }
        let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".map(String.init)
        let pairs = letters.flatMap { first in letters.map { first + $0 } }.filter { $0 != "do" && $0 != "as" }
        var free = (letters + pairs).filter { !given.contains($0) }[...]
        var names: [String: String] = [:]
        for name in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).map(\.key) {
            let place = own.contains(name) ? free.firstIndex { !others.contains($0) } : free.startIndex
            guard let place, place < free.endIndex else { break }
            names[name] = free.remove(at: place)
        }
        return names
    }

    private static func needsSpace(_ last: ScriptToken, _ next: ScriptToken) -> Bool {
        let areWords = (last.kind == .word || last.kind == .number) && (next.kind == .word || next.kind == .number)
        return areWords || (last.text == next.text && (next.text == "+" || next.text == "-"))
    }
}
