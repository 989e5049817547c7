import LabModel

/// Reads a shared file, as AWS's tools do: headings, `key = value`, comments of lines and behind values, and lines that
/// are indented below a key.
struct SharedFileReader {
    private enum Place {
        case profile(String, isPrefixed: Bool)
        case services(String)
        /// Below a heading that the lab has no use for.
        case other
    }

    private let path: String
    private let kind: SharedFile.Kind
    private var file = SharedFile()
    private var place: Place?
    /// The key that indented lines belong to.
    private var key: String?
    /// Whether `default` was given by `[profile default]`, which counts more than `[default]`.
    private var hasPrefixedDefault = false

    private init(path: String, kind: SharedFile.Kind) {
        self.path = path
        self.kind = kind
    }

    /// Reads a whole file.
    /// - Parameters:
    ///   - text: what stands in it.
    ///   - path: its name, for messages.
    ///   - kind: which file it is.
    /// - Returns: what it says.
    /// - Throws: ``AWSError/badFile(place:reason:)``.
    static func read(_ text: String, path: String, kind: SharedFile.Kind) throws(AWSError) -> SharedFile {
        var reader = SharedFileReader(path: path, kind: kind)
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        for (number, line) in lines.enumerated() {
            let plain = number == 0 && line.first == "\u{FEFF}" ? line.dropFirst() : line
            try reader.take(plain, number: number + 1)
        }
        return reader.file
    }

    private mutating func take(_ line: Substring, number: Int) throws(AWSError) {
        let isIndented = line.first == " " || line.first == "\t"
        let text = Self.trimmed(line)
        guard !text.isEmpty, text.first != "#", text.first != ";" else { return }
        if text.first == "[" {
            try begin(text, number)
        } else if isIndented, key != nil {
            nest(text)
        } else {
            try set(text, number)
        }
    }

    private mutating func begin(_ text: Substring, _ number: Int) throws(AWSError) {
        guard let end = text.lastIndex(of: "]") else { throw bad("a heading without ]", number) }
        key = nil
        let words = Self.trimmed(text[text.index(after: text.startIndex)..<end])
        let parts = words.split(maxSplits: 1) { $0 == " " || $0 == "\t" }
        let name = parts.count > 1 ? Self.unquoted(Self.trimmed(parts[1])) : ""
        switch (kind, parts.first) {
        case (.credentials, .some): place = .profile(Self.unquoted(words), isPrefixed: false)
        case (.config, "default") where parts.count == 1: place = .profile("default", isPrefixed: false)
        case (.config, "profile") where !name.isEmpty: place = .profile(name, isPrefixed: true)
        case (.config, "services") where !name.isEmpty: place = .services(name)
        default: place = .other
        }
        switch place {
        case .profile("default", isPrefixed: true) where !hasPrefixedDefault:
            hasPrefixedDefault = true
            file.profiles["default"] = SharedFile.Section()
        case .profile("default", isPrefixed: false) where hasPrefixedDefault: place = .other
        case .profile(let name, _): file.profiles[name, default: SharedFile.Section()].values.reserveCapacity(1)
        default: break
        }
    }

    private mutating func set(_ text: Substring, _ number: Int) throws(AWSError) {
        guard place != nil else { throw bad("a line above the first heading", number) }
        guard let pair = Self.pair(text) else { throw bad("a line without =", number) }
        key = pair.key
        change { section in
            section.values[pair.key] = pair.value
            section.nested[pair.key] = nil
        }
    }

    /// An indented line: one of several values of the key above, or more text of its value, which the lab has no use for.
    private mutating func nest(_ text: Substring) {
        guard let key, let pair = Self.pair(text) else { return }
        change { section in
            if section.values[key]?.isEmpty ?? true {
                section.nested[key, default: [:]][pair.key] = pair.value
            }
        }
    }

    private mutating func change(_ work: (inout SharedFile.Section) -> Void) {
        switch place {
        case .profile(let name, _): work(&file.profiles[name, default: SharedFile.Section()])
        case .services(let name): work(&file.services[name, default: SharedFile.Section()])
        case .other, nil: break
        }
    }

    private func bad(_ reason: String, _ number: Int) -> AWSError {
        .badFile(place: SourcePlace(path: path, line: number, column: 1), reason: reason)
    }

    private static func pair(_ text: Substring) -> (key: String, value: String)? {
        guard let sign = text.firstIndex(of: "=") else { return nil }
        let key = trimmed(text[..<sign]).lowercased()
        guard !key.isEmpty else { return nil }
        return (key, String(trimmed(uncommented(text[text.index(after: sign)...]))))
    }

    /// A value without the comment behind it, which begins with a blank and `#` or `;`.
    private static func uncommented(_ value: Substring) -> Substring {
        var wasBlank = true
        for index in value.indices {
            if wasBlank, value[index] == "#" || value[index] == ";" { return value[..<index] }
            wasBlank = value[index] == " " || value[index] == "\t"
        }
        return value
    }

    private static func unquoted(_ text: Substring) -> String {
        for quote in ["\"", "'"] where text.count >= 2 && text.hasPrefix(quote) && text.hasSuffix(quote) {
            return String(text.dropFirst().dropLast())
        }
        return String(text)
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let start = text.drop { $0.isWhitespace }
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return start[...end]
    }
}
