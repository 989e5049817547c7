internal import LabModel

extension Latency {
    /// Reads seconds such as `2`, `2.002` or `.5`, to the nanosecond; further digits are cut.
    /// - Returns: nil for anything else: signs, exponents, more than nine digits before the point.
    init?(decimalSeconds text: Substring) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let fraction = parts.count == 2 ? parts[1] : ""
        guard let whole = parts.first, whole.utf8.count <= 9, !(whole.isEmpty && fraction.isEmpty),
            whole.utf8.allSatisfy(\.isASCIIDigit), fraction.utf8.allSatisfy(\.isASCIIDigit)
        else { return nil }
        let seconds = Int64(whole) ?? 0
        let digits = fraction.prefix(9)
        var nanoseconds = Int64(digits) ?? 0
        for _ in digits.utf8.count..<9 {
            nanoseconds *= 10
        }
        self.init(nanoseconds: seconds * 1_000_000_000 + nanoseconds)
    }

    /// Seconds with at least three digits behind the point and as many as are needed, such as `2.000` or `0.033366666`.
    var decimalSeconds: String {
        let size = nanoseconds.magnitude
        var fraction = String(size % 1_000_000_000)
        fraction = String(repeating: "0", count: 9 - fraction.count) + fraction
        while fraction.count > 3, fraction.hasSuffix("0") {
            fraction.removeLast()
        }
        return "\(nanoseconds < 0 ? "-" : "")\(size / 1_000_000_000).\(fraction)"
    }
}
