/// An address as it may be shown: without user name, password and the values of its query.
public enum SafeAddress {
    /// The address without them; anything that is no address with a scheme as it is.
    public static func of(_ url: String) -> String {
        guard let scheme = url.firstRange(of: "://") else { return url }
        let head = url[..<scheme.upperBound]
        var rest = url[scheme.upperBound...]
        let authorityEnd = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        if let at = rest[..<authorityEnd].lastIndex(of: "@") {
            rest = rest[rest.index(after: at)...]
        }
        guard let query = rest.firstIndex(of: "?") else { return String(head + rest) }
        return String(head + rest[..<query]) + "?…"
    }
}
