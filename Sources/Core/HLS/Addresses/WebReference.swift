/// What a playlist says about where something is, made an address: RFC 3986, section 5.
public enum WebReference {
    /// The most bytes of an address.
    public static let longest = 8_192

    /// The address that a reference means; without a fragment, and with what an address cannot hold escaped.
    /// - Parameters:
    ///   - reference: an address, or a part of one such as `../low/s1.m4s` or `?part=2`.
    ///   - base: the absolute address of the playlist it stands in.
    /// - Returns: an absolute address.
    /// - Throws: ``PlaylistError/badAddress(_:)``, or ``PlaylistError/forbiddenScheme(_:)`` unless it is http or https.
    public static func resolve(_ reference: String, against base: String) throws(PlaylistError) -> String {
        guard reference.utf8.count <= longest, base.utf8.count <= longest else {
            throw .badAddress("\(AddressParts(String(reference.prefix(200))).safeText)…")
        }
        let base = AddressParts(escape(base))
        guard let scheme = base.scheme else { throw .badAddress(base.safeText) }
        try check(scheme)
        guard base.authority?.isEmpty == false else { throw .badAddress(base.safeText) }
        let resolved = AddressParts(escape(reference)).resolved(against: base)
        try check(resolved.scheme ?? "")
        guard resolved.authority?.isEmpty == false else { throw .badAddress(resolved.safeText) }
        return resolved.text
    }

    /// The address with a parameter more in its query.
    /// - Parameters:
    ///   - parameters: names and values that need no escaping, in order.
    ///   - address: an absolute address without a fragment, as ``resolve(_:against:)`` returns it.
    /// - Returns: the address with them behind what its query holds already.
    static func appending(_ parameters: [(name: String, value: String)], to address: String) -> String {
        guard !parameters.isEmpty else { return address }
        let text = parameters.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        guard let mark = address.firstIndex(of: "?") else { return "\(address)?\(text)" }
        return address.index(after: mark) == address.endIndex ? "\(address)\(text)" : "\(address)&\(text)"
    }

    /// The address without what ``appending(_:to:)`` may have added for one request: all that begins with `_HLS_`.
    static func withoutDirectives(_ address: String) -> String {
        guard let mark = address.firstIndex(of: "?") else { return address }
        let items = address[address.index(after: mark)...].split(separator: "&", omittingEmptySubsequences: false)
        let kept = items.filter { !$0.hasPrefix("_HLS_") }
        guard kept.count < items.count else { return address }
        return address[..<mark] + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&"))
    }

    private static func check(_ scheme: String) throws(PlaylistError) {
        guard scheme == "http" || scheme == "https" else { throw .forbiddenScheme(String(scheme.prefix(32))) }
    }

    /// Addresses in playlists often hold spaces and letters that belong escaped; control characters never pass.
    private static func escape(_ text: String) -> String {
        let hex = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case 0...0x20, 0x22, 0x3C, 0x3E, 0x5C, 0x5E, 0x60, 0x7B...0x7D, 0x7F...0xFF:
                bytes += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            default:
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
