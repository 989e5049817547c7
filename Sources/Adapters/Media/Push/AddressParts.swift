/// An address in its parts, as text: nothing is looked up and nothing but the query is decoded.
struct AddressParts {
    /// In lower case, without `://`.
    var scheme: String
    /// `user:password`, as it is written; nil where there is none.
    var userInfo: String?
    /// Without brackets; empty where there is none.
    var host: String
    /// From 1 to 65,535; nil where there is none.
    var port: Int?
    /// With its `/`; empty where there is none.
    var path: String
    /// The query's items in their order, as they are written.
    var query: [(name: String, value: String)]

    /// Takes an address apart.
    /// - Returns: nil where it has no scheme, a port that is none, or blanks and control characters.
    init?(_ text: String) {
        guard let mark = text.firstRange(of: "://"),
            text.unicodeScalars.allSatisfy({ $0.value > 32 && $0.value != 127 })
        else { return nil }
        scheme = text[..<mark.lowerBound].lowercased()
        var rest = text[mark.upperBound...]
        if let fragment = rest.firstIndex(of: "#") {
            rest = rest[..<fragment]
        }
        query = []
        if let question = rest.firstIndex(of: "?") {
            query = Self.items(rest[rest.index(after: question)...])
            rest = rest[..<question]
        }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        path = String(rest[slash...])
        var authority = rest[..<slash]
        if let at = authority.lastIndex(of: "@") {
            userInfo = String(authority[..<at])
            authority = authority[authority.index(after: at)...]
        }
        guard let (host, port) = Self.hostAndPort(authority) else { return nil }
        self.host = host
        self.port = port
    }

    /// The address again, with other items in its query.
    func text(scheme: String? = nil, query: [(name: String, value: String)] = []) -> String {
        let name = host.contains(":") ? "[\(host)]" : host
        let start = "\(scheme ?? self.scheme)://\(userInfo.map { "\($0)@" } ?? "")\(name)"
        let items = query.map { $0.value.isEmpty ? $0.name : "\($0.name)=\($0.value)" }.joined(separator: "&")
        return start + (port.map { ":\($0)" } ?? "") + path + (items.isEmpty ? "" : "?\(items)")
    }

    /// A query's value with its `%20` and the like decoded; what is no such code stays.
    static func decoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Substring(text)
        while let character = rest.first {
            let digits = rest.dropFirst().prefix(2)
            if character == "%", digits.count == 2, let byte = UInt8(digits, radix: 16) {
                bytes.append(byte)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(contentsOf: String(character).utf8)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func items(_ text: Substring) -> [(name: String, value: String)] {
        text.split(separator: "&").map { item in
            let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
        }
    }

    private static func hostAndPort(_ authority: Substring) -> (String, Int?)? {
        var host = authority
        var port: Substring?
        if authority.first == "[", let end = authority.firstIndex(of: "]") {
            host = authority[authority.index(after: authority.startIndex)..<end]
            let rest = authority[authority.index(after: end)...]
            guard rest.isEmpty || rest.first == ":" else { return nil }
            port = rest.isEmpty ? nil : rest.dropFirst()
        } else if let colon = authority.lastIndex(of: ":") {
            host = authority[..<colon]
            port = authority[authority.index(after: colon)...]
        }
        guard let port else { return (String(host), nil) }
        guard let number = Int(port), (1...65_535).contains(number) else { return nil }
        return (String(host), number)
    }
}
