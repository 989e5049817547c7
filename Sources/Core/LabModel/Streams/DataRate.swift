/// A rate of data in bits a second.
public struct DataRate: Hashable, Sendable {
    /// Bits a second, not negative.
    public var bitsPerSecond: Int

    /// Makes a rate.
    public init(bitsPerSecond: Int) {
        self.bitsPerSecond = bitsPerSecond
    }

    /// Reads `2500000`, `2500k`, `2.5M` or `1G`: decimal prefixes, from 10 kbit/s to 1 Gbit/s.
    /// - Returns: nil for anything else.
    public init?(_ text: String) {
        let factors: [Character: Double] = ["k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "g": 1e9, "G": 1e9]
        let factor = text.last.flatMap { factors[$0] }
        let digits = factor == nil ? text[...] : text.dropLast()
        guard let value = Double(digits), value.isFinite else { return nil }
        let bits = value * (factor ?? 1)
        guard (10_000...1_000_000_000).contains(bits) else { return nil }
        self.init(bitsPerSecond: Int(bits.rounded()))
    }
}

extension DataRate: CustomStringConvertible {
    /// `2500k`, or bits a second where it is no whole number of thousands.
    public var description: String {
        bitsPerSecond.isMultiple(of: 1_000) ? "\(bitsPerSecond / 1_000)k" : "\(bitsPerSecond)"
    }
}
