import LabModel

/// By which names the server may be called, against pages that give its address a name of their own (DNS rebinding).
struct HostRule: Hashable, Sendable {
    private let names: Set<String>?

    /// Where a token is needed, any name will do: a page that gives the server a name of its own has no session under it.
    init(_ settings: LabServerSettings, needsToken: Bool) {
        names = needsToken ? nil : ["localhost", "127.0.0.1", "[::1]", Self.bracketed(settings.host.lowercased())]
    }

    /// Whether a `Host` header's value, `NAME` or `NAME:PORT`, names this server.
    func allows(_ authority: String) -> Bool {
        guard let name = Self.name(of: authority) else { return false }
        return names?.contains(name) ?? true
    }

    /// The name before the port, in lower case; nil for what is no authority.
    static func name(of authority: String) -> String? {
        guard authority.utf8.count <= 300, authority.utf8.allSatisfy({ isPlain($0) }) else { return nil }
        let text = authority.lowercased()
        let end: String.Index
        if text.hasPrefix("[") {
            guard let bracket = text.firstIndex(of: "]") else { return nil }
            end = text.index(after: bracket)
        } else {
            end = text.firstIndex(of: ":") ?? text.endIndex
        }
        let (name, rest) = (text[..<end], text[end...])
        guard !name.isEmpty, rest.isEmpty || (rest.hasPrefix(":") && UInt16(rest.dropFirst()) != nil) else {
            return nil
        }
        return String(name)
    }

    /// Whether an `Origin` header's value is that of a page which this server sent.
    ///
    /// The scheme may be `https` where somebody ends TLS before the server.
    static func isSame(origin: String, as authority: String) -> Bool {
        let origin = origin.lowercased()
        return ["http://", "https://"].contains { origin == $0 + authority.lowercased() }
    }

    private static func bracketed(_ host: String) -> String {
        host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: Array(".-_:[]".utf8).contains(byte)
        }
    }
}
