/// The parts of an address or of a relative reference, as RFC 3986 takes it apart; nil where one is not there at all.
struct AddressParts {
    /// In lower case, without its colon.
    var scheme: String?
    /// User, host and port, without the slashes before them.
    var authority: Substring?
    var path: Substring
    /// Without its question mark.
    var query: Substring?

    /// Takes a text apart; a fragment is left out, as it is never sent.
    init(_ text: String) {
        var rest = text.prefix { $0 != "#" }
        if let colon = rest.firstIndex(where: { $0 == ":" || $0 == "/" || $0 == "?" }), rest[colon] == ":",
            Self.isScheme(rest[..<colon])
        {
            scheme = rest[..<colon].lowercased()
            rest = rest[rest.index(after: colon)...]
        }
        if rest.hasPrefix("//") {
            let authority = rest.dropFirst(2).prefix { $0 != "/" && $0 != "?" }
            self.authority = authority
            rest = rest[authority.endIndex...]
        }
        path = rest.prefix { $0 != "?" }
        let queryStart = path.endIndex
        query = queryStart < rest.endIndex ? rest[rest.index(after: queryStart)...] : nil
    }

    /// Section 5.2.2: what the reference means where it stands.
    func resolved(against base: AddressParts) -> AddressParts {
        var result = self
        if scheme == nil {
            result.scheme = base.scheme
            if authority == nil {
                result.authority = base.authority
                if path.isEmpty {
                    result.path = base.path
                    result.query = query ?? base.query
                } else if !path.hasPrefix("/") {
                    result.path = Substring(base.folder + path)
                }
            }
        }
        result.path = Substring(Self.withoutDots(result.path))
        return result
    }

    /// Section 5.3; a path is never empty behind an authority.
    var text: String {
        (scheme.map { "\($0):" } ?? "") + (authority.map { "//\($0)" } ?? "") + (path.isEmpty ? "/" : path)
            + (query.map { "?\($0)" } ?? "")
    }

    /// The same without what may be secret: user, password and query.
    var safeText: String {
        let host = authority.map { $0.split(separator: "@", omittingEmptySubsequences: false).last ?? $0 }
        return (scheme.map { "\($0):" } ?? "") + (host.map { "//\($0)" } ?? "") + path.prefix(80)
    }

    /// Section 5.2.3: the path up to its last slash.
    private var folder: String {
        guard let slash = path.lastIndex(of: "/") else { return "/" }
        return String(path[...slash])
    }

    /// Section 5.2.4.
    private static func withoutDots(_ path: Substring) -> String {
        guard path.contains(".") else { return String(path) }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        var kept: [Substring] = []
        for (index, part) in parts.enumerated() {
            let isLast = index == parts.count - 1
            switch part {
            case ".":
                if isLast { kept.append("") }
            case "..":
                // The first part is what stands before the leading slash.
                if kept.count > 1 { kept.removeLast() }
                if isLast { kept.append("") }
            default:
                kept.append(part)
            }
        }
        return kept.joined(separator: "/")
    }

    private static func isScheme(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, first.isASCIILetter else { return false }
        return text.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E }
    }
}

extension UInt8 {
    var isASCIILetter: Bool {
        (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
    }

    var isASCIIDigit: Bool {
        (0x30...0x39).contains(self)
    }
}
