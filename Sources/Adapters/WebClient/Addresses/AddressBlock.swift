/// All addresses that begin with the same bits, such as `10.0.0.0/8`.
public struct AddressBlock: Hashable, Sendable, CustomStringConvertible {
    private let start: IPAddress
    private let length: Int

    /// Reads a block in the form ADDRESS/BITS, or one address; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let start = IPAddress(String(first)) else { return nil }
        let bits = start.bytes.count * 8
        guard parts.count == 2 else {
            self.start = start
            length = bits
            return
        }
        guard parts[1].allSatisfy({ $0.isASCII && $0.isNumber }), let length = Int(parts[1]), length <= bits else {
            return nil
        }
        self.start = start
        self.length = length
    }

    /// The text that it is read from: `ADDRESS/BITS`, or the one address.
    public var description: String {
        length == start.bytes.count * 8 ? "\(start)" : "\(start)/\(length)"
    }

    /// Whether an address is one of the block's.
    public func contains(_ address: IPAddress) -> Bool {
        guard address.bytes.count == start.bytes.count else { return false }
        let whole = length / 8
        guard address.bytes[0..<whole] == start.bytes[0..<whole] else { return false }
        let rest = length % 8
        guard rest > 0 else { return true }
        let mask = UInt8(truncatingIfNeeded: 0xFF00 >> rest)
        return address.bytes[whole] & mask == start.bytes[whole] & mask
    }
}
