import Glibc

/// An address of the internet, version 4 or 6; a version 4 address inside a version 6 one is taken for what it is.
public struct IPAddress: Hashable, Sendable, CustomStringConvertible {
    /// Four bytes, or sixteen.
    let bytes: [UInt8]

    /// This machine by itself.
    static let loopback = IPAddress(four: 127, 0, 0, 1)

    private init(four bytes: UInt8...) {
        self.bytes = bytes
    }

    /// Makes an address of its bytes.
    /// - Returns: nil unless there are four or sixteen.
    init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = Self.unmapped(bytes)
    }

    /// Reads the usual text of an address, such as `10.0.0.1` or `::1`; nil for anything else.
    public init?(_ text: String) {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self.init(bytes: withUnsafeBytes(of: &four) { Array($0) })
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            self.init(bytes: withUnsafeBytes(of: &six) { Array($0) })
        } else {
            return nil
        }
    }

    /// The usual text.
    public var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        let size = socklen_t(text.count)
        guard bytes.withUnsafeBytes({ inet_ntop(family, $0.baseAddress, &text, size) }) != nil else { return "" }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether everybody on the internet may reach it: not this machine, not a private network, not a link, not a group,
    /// not reserved, and not a way of writing one of those.
    public var isPublic: Bool {
        if let inner = embedded { return inner.isPublic }
        return !Self.special.contains { $0.contains(self) }
    }

    /// The version 4 address that a version 6 one stands for: of a translator (RFC 6052) or of 6to4 (RFC 3056).
    private var embedded: IPAddress? {
        guard bytes.count == 16 else { return nil }
        if bytes.starts(with: [0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]) {
            return IPAddress(bytes: Array(bytes[12..<16]))
        }
        return bytes.starts(with: [0x20, 0x02]) ? IPAddress(bytes: Array(bytes[2..<6])) : nil
    }

    private static func unmapped(_ bytes: [UInt8]) -> [UInt8] {
        let prefix = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
        return bytes.count == 16 && bytes.starts(with: prefix) ? Array(bytes[12...]) : bytes
    }

    /// The special-purpose registries of IANA, and groups.
    private static let special: [AddressBlock] = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/3",
        "::/96", "::ffff:0:0:0/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20",
        "5f00::/16", "fc00::/7",
        "fe80::/10", "fec0::/10", "ff00::/8",
    ].compactMap { AddressBlock($0) }
}
