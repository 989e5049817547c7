/// What a person allowed besides public addresses: a host by its name, or a block of addresses.
public enum AllowedAddress: Hashable, Sendable, CustomStringConvertible {
    /// A host's name, in lower case: whatever it leads to.
    case host(String)
    /// A block of addresses, or one.
    case block(AddressBlock)

    /// Reads `HOST`, an address or a block such as `10.0.0.0/8`.
    /// - Returns: nil where the text is none of them.
    public init?(_ text: String) {
        if let block = AddressBlock(text) {
            self = .block(block)
            return
        }
        let isName = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) }
        guard !text.isEmpty, text.utf8.count <= 253, isName, text.contains(where: \.isLetter) else { return nil }
        self = .host(text.lowercased())
    }

    /// The text that it is read from.
    public var description: String {
        switch self {
        case .host(let name): name
        case .block(let block): "\(block)"
        }
    }
}
