extension Latency {
    private static let units: [(suffix: String, nanoseconds: Double)] = [
        ("ms", 1e6), ("us", 1e3), ("ns", 1), ("s", 1e9), ("m", 60e9), ("h", 3_600e9),
    ]

    /// Reads `10` (seconds), `10s`, `500ms`, `250us`, `2m` or `1h`, with decimals where wanted.
    ///
    /// Nil for anything else, for negative lengths, and above 292 years.
    /// - Parameter text: digits with at most one full stop, and a unit without a blank before it.
    public init?(_ text: String) {
        let unit = Self.units.first { text.hasSuffix($0.suffix) }
        let digits = unit == nil ? text[...] : text.dropLast(unit?.suffix.count ?? 0)
        let plain = digits.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard plain, let value = Double(digits) else { return nil }
        let nanoseconds = (value * (unit?.nanoseconds ?? 1e9)).rounded()
        guard let whole = Int64(exactly: nanoseconds) else { return nil }
        self.init(nanoseconds: whole)
    }

    /// The length in the largest unit that gives a whole number, such as `90s` or `500ms`; what ``init(_:)`` reads.
    public static func text(of length: Latency) -> String {
        let value = length.nanoseconds
        for (suffix, factor) in [("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000)]
            as [(String, Int64)]
        where value != 0 && value.isMultiple(of: factor) {
            return "\(value / factor)\(suffix)"
        }
        for (suffix, factor) in [("ms", 1_000_000), ("us", 1_000)] as [(String, Int64)]
        where value != 0 && value.isMultiple(of: factor) {
            return "\(value / factor)\(suffix)"
        }
        return value == 0 ? "0s" : "\(value)ns"
    }
}
