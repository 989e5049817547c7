import Foundation
import LabModel

/// An http or https address, taken apart.
struct WebLocation: Hashable, Sendable {
    /// The whole address, without a fragment.
    let url: String
    /// In lower case, without brackets.
    let host: String
    /// Who answers there.
    let site: WebSite
    /// What the user and the password of the address come to; nil without a user.
    let authorization: String?

    /// As it may be shown.
    var shown: String {
        SafeAddress.of(url)
    }

    /// The host and, where it is not the scheme's own, the port: what a request names its host by.
    var authority: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return site.port == Self.usualPort(site.scheme) ? name : "\(name):\(site.port)"
    }

    /// The address with a connection's port in place of its own.
    func url(port: Int) -> String {
        guard port != site.port, var parts = URLComponents(string: url) else { return url }
        parts.port = port
        return parts.string ?? url
    }

    private static func usualPort(_ scheme: String) -> Int {
        scheme == "https" ? 443 : 80
    }

    /// Reads an address.
    /// - Throws: ``WebError/notWeb(address:)``.
    static func parse(_ url: String) throws(WebError) -> WebLocation {
        try WebLocation(URLComponents(string: url), text: url)
    }

    /// Reads an address that may be relative to this one.
    /// - Throws: ``WebError/notWeb(address:)``.
    func resolve(_ reference: String) throws(WebError) -> WebLocation {
        let target = URL(string: url).flatMap { URL(string: reference, relativeTo: $0) }
        return try WebLocation(
            target.flatMap { URLComponents(url: $0, resolvingAgainstBaseURL: true) },
            text: reference
        )
    }

    private init(_ parts: URLComponents?, text: String) throws(WebError) {
        guard var parts, let scheme = parts.scheme?.lowercased(), scheme == "http" || scheme == "https",
            let host = parts.host, !host.isEmpty, parts.percentEncodedHost?.contains("%") == false,
            parts.port.map((1...65_535).contains) ?? true
        else {
            throw .notWeb(address: SafeAddress.of(String(text.prefix(200))))
        }
        parts.scheme = scheme
        // One spelling: connections are made by what was judged under this name.
        parts.host = host.lowercased()
        parts.fragment = nil
        guard let url = parts.string else { throw .notWeb(address: SafeAddress.of(String(text.prefix(200)))) }
        self.url = url
        authorization = parts.user.flatMap { user in
            let text = "\(user):\(parts.password ?? "")"
            return user.isEmpty ? nil : "Basic " + Data(text.utf8).base64EncodedString()
        }
        self.host = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]")).lowercased()
        site = WebSite(scheme: scheme, host: self.host, port: parts.port ?? Self.usualPort(scheme))
    }
}
