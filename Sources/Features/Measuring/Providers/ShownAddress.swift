internal import LabModel

/// Addresses with references to secrets as they are stored and shown: references stay, secrets that a person wrote out go.
enum ShownAddress {
    /// An address without user and password, and with nothing of its query's values but references.
    ///
    /// - Parameters:
    ///   - address: unresolved.
    ///   - isPush: whether somebody is let in to send by it: then the last part of an RTMP address, which is a stream key,
    ///     goes too.
    /// - Returns: the address, `…` in the place of what opens doors.
    static func of(_ address: String, isPush: Bool = false) -> String {
        guard let scheme = address.firstRange(of: "://") else { return SafeAddress.of(address) }
        let head = address[..<scheme.upperBound]
        var rest = address[scheme.upperBound...]
        rest = rest.prefix { $0 != "#" }
        let authorityEnd = rest.firstIndex { "/?".contains($0) } ?? rest.endIndex
        if let at = rest[..<authorityEnd].lastIndex(of: "@") {
            rest = rest[rest.index(after: at)...]
        }
        let queryStart = rest.firstIndex(of: "?") ?? rest.endIndex
        var path = String(rest[..<queryStart])
        let isRTMP = head.lowercased().hasPrefix("rtmp")
        while isPush, isRTMP, path.hasSuffix("/") {
            path.removeLast()
        }
        if isPush, isRTMP, let slash = path.lastIndex(of: "/") {
            let key = path[path.index(after: slash)...]
            path = path[...slash] + (isReference(key) || key.isEmpty ? String(key) : "…")
        }
        guard queryStart < rest.endIndex else { return head + path }
        let query = rest[rest.index(after: queryStart)...]
        let items = query.split(separator: "&", omittingEmptySubsequences: false).map(shownItem)
        return head + path + "?" + items.joined(separator: "&")
    }

    private static func shownItem(_ item: Substring) -> String {
        guard let equals = item.firstIndex(of: "=") else {
            return isReference(item) || item.isEmpty ? String(item) : "…"
        }
        let value = item[item.index(after: equals)...]
        return item[...equals] + (isReference(value) ? String(value) : "…")
    }

    /// Whether a text is one reference and nothing else.
    private static func isReference(_ text: Substring) -> Bool {
        guard let parts = try? SecretText(String(text)).parts, parts.count == 1, case .secret? = parts.first else {
            return false
        }
        return true
    }
}
