/// Which addresses a stream may lead to: public ones, those of the host that a person named, and those that were allowed.
///
/// A playlist or a redirect is somebody else's text: it must not make this machine ask its own services, its neighbours or
/// its cloud's metadata. It is the connected address that counts, never the name.
public struct AddressRule: Hashable, Sendable {
    private let origin: String?
    private let allowed: [AllowedAddress]
    /// What the named host led to when it was first looked up; later answers get no more trust than anybody's.
    private var originAddresses: Set<IPAddress>?

    /// Makes a rule.
    /// - Parameters:
    ///   - origin: the host that a person named, an address or a name; nil for none.
    ///   - allowed: what is allowed besides.
    public init(origin: String?, allowed: [AllowedAddress] = []) {
        self.origin = origin?.lowercased()
        self.allowed = allowed
    }

    /// Those of a host's addresses that may be connected to; the first lookup of the named host decides what it is.
    /// - Parameters:
    ///   - addresses: what the name led to, in the order in which they are tried.
    ///   - host: the name, or an address's text.
    /// - Returns: none of them where the host is out of bounds.
    public mutating func permitted(_ addresses: [IPAddress], of host: String) -> [IPAddress] {
        if host.lowercased() == origin, originAddresses == nil {
            originAddresses = Set(addresses)
        }
        if allowed.contains(.host(host.lowercased())) { return addresses }
        return addresses.filter { address in
            address.isPublic || originAddresses?.contains(address) == true
                || allowed.contains { allowance in
                    if case .block(let block) = allowance { block.contains(address) } else { false }
                }
        }
    }
}
