import Foundation

/// Addresses as they may be stored and shown: without what opens doors.
public enum RedactedURL {
    /// The address without user, password and query values; a file path unchanged.
    public static func text(_ url: String) -> String {
        guard url.contains("://"), var parts = URLComponents(string: url) else { return url }
        parts.user = nil
        parts.password = nil
        if let items = parts.queryItems {
            parts.queryItems = items.map { URLQueryItem(name: $0.name, value: $0.value == nil ? nil : "…") }
        }
        return parts.string ?? url
    }

    /// Scheme, host and port of an http address, such as `http://127.0.0.1:8080`; nil for everything else.
    static func origin(_ url: String) -> String? {
        guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased() else { return nil }
        guard scheme == "http" || scheme == "https", let host = parts.host, !host.isEmpty else { return nil }
        let user = parts.percentEncodedUser.map { user in
            parts.percentEncodedPassword.map { "\(user):\($0)@" } ?? "\(user)@"
        }
        return "\(scheme)://\(user ?? "")\(host)\(parts.port.map { ":\($0)" } ?? "")"
    }
}
