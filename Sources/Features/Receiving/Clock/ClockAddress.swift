import Foundation

/// Where a clock is asked by HTTP over a connection of our own.
struct ClockAddress: Hashable {
    /// A name or number, without brackets.
    var host: String
    /// From 1 to 65,535.
    var port: Int
    /// Path and query, to which `t1` is added.
    var target: String
    /// As the `Host` field says it.
    var authority: String

    /// Reads an address.
    /// - Returns: nil for https, for addresses with a user, and for all that is no http address.
    init?(_ url: String) {
        guard let parts = URLComponents(string: url), parts.scheme?.lowercased() == "http", parts.user == nil else {
            return nil
        }
        guard let host = parts.host, !host.isEmpty else { return nil }
        self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        port = parts.port ?? 80
        guard (1...65_535).contains(port) else { return nil }
        let path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
        target = parts.percentEncodedQuery.map { "\(path)?\($0)" } ?? path
        authority = parts.port.map { "\(host):\($0)" } ?? host
    }

    /// A question that says when it was asked.
    func request(t1: Int64) -> [UInt8] {
        let sign = target.contains("?") ? "&" : "?"
        return Array(
            "GET \(target)\(sign)t1=\(t1) HTTP/1.1\r\nHost: \(authority)\r\nAccept: application/json\r\n\r\n".utf8
        )
    }
}
