import Foundation

/// An NTP server, as `ntp://host[:port]` names it.
public struct NTPServer: Hashable, Sendable {
    /// A name or number, without brackets.
    public var host: String
    /// From 1 to 65,535; 123 unless the address says another.
    public var port: Int

    /// Reads an address such as `ntp://time.example.org` or `ntp://[::1]:8080`.
    /// - Returns: nil for any other, and for one with a path, a query or a user.
    public init?(_ url: String) {
        guard let parts = URLComponents(string: url), parts.scheme?.lowercased() == "ntp" else { return nil }
        guard let host = parts.host, !host.isEmpty, parts.user == nil, parts.query == nil else { return nil }
        guard parts.path.isEmpty || parts.path == "/" else { return nil }
        self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        port = parts.port ?? 123
        guard (1...65_535).contains(port) else { return nil }
    }

    /// The address again.
    public var url: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port == 123 ? "ntp://\(name)" : "ntp://\(name):\(port)"
    }
}
