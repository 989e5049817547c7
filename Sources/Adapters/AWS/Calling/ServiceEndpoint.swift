import LabModel

/// Where a service is asked.
struct ServiceEndpoint: Hashable, Sendable {
    /// `https` or `http`.
    var scheme: String
    /// In lower case; an address of version 6 in brackets.
    var host: String
    /// Nil for the scheme's own.
    var port: Int?
    /// What stands before every path, without an end of `/`; mostly empty.
    var path: String
    /// Whether it is AWS's own address, not one that somebody set.
    var isOfAWS: Bool

    /// The host, and the port where it is not the scheme's own.
    var authority: String {
        guard let port, port != (scheme == "https" ? 443 : 80) else { return host }
        return "\(host):\(port)"
    }

    /// AWS's own address of a service.
    static func regional(_ service: AWSService, region: String) -> ServiceEndpoint {
        ServiceEndpoint(
            scheme: "https",
            host: "\(service.rawValue).\(region).\(domain(of: region))",
            port: nil,
            path: "",
            isOfAWS: true
        )
    }

    /// An address that somebody set.
    /// - Returns: nil where it is none, or has a user, a query or a fragment.
    static func custom(_ text: String) -> ServiceEndpoint? {
        guard let colon = text.firstRange(of: "://") else { return nil }
        let scheme = text[..<colon.lowerBound].lowercased()
        let rest = text[colon.upperBound...]
        let allowed = rest.utf8.allSatisfy { $0 > 32 && $0 < 127 }
        guard scheme == "http" || scheme == "https", allowed, !rest.contains(where: { "@?#".contains($0) }) else {
            return nil
        }
        let authority = rest.prefix { $0 != "/" }
        var path = rest.dropFirst(authority.count)
        while path.last == "/" {
            path.removeLast()
        }
        let bracket = authority.lastIndex(of: "]")
        let separator = authority[(bracket ?? authority.startIndex)...].lastIndex(of: ":")
        let host = authority[..<(separator ?? authority.endIndex)]
        let port = separator.map { Int(authority[authority.index(after: $0)...]) }
        guard !host.isEmpty, port.map({ $0.map { (1...65_535).contains($0) } ?? false }) ?? true else { return nil }
        return ServiceEndpoint(
            scheme: scheme,
            host: host.lowercased(),
            port: port ?? nil,
            path: String(path),
            isOfAWS: false
        )
    }

    /// What the names of a region's services end with.
    private static func domain(of region: String) -> String {
        let partitions: [(prefix: String, domain: String)] = [
            ("cn-", "amazonaws.com.cn"), ("us-isob-", "sc2s.sgov.gov"), ("us-iso-", "c2s.ic.gov"),
            ("eusc-", "amazonaws.eu"),
        ]
        return partitions.first { region.hasPrefix($0.prefix) }?.domain ?? "amazonaws.com"
    }
}
