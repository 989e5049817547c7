/// A share of all as a link's text has it: per cent with up to four decimals.
enum LinkShare {
    private static let partsPerPercent = 10_000.0

    /// Reads `1%` or `0.25%`.
    /// - Returns: the share, not negative; nil for anything else.
    static func read(_ text: Substring) -> Double? {
        guard text.last == "%" else { return nil }
        let digits = text.dropLast()
        guard digits.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }), let percent = Double(digits) else {
            return nil
        }
        // Finer shares could not be written back.
        let parts = (percent * partsPerPercent).rounded()
        guard abs(parts / partsPerPercent - percent) < 1e-9 else { return nil }
        return parts / partsPerPercent / 100
    }

    /// What ``read(_:)`` reads.
    static func text(of share: Double) -> String {
        let parts = Int((share * 100 * partsPerPercent).rounded())
        let (whole, rest) = parts.quotientAndRemainder(dividingBy: Int(partsPerPercent))
        guard rest > 0 else { return "\(whole)%" }
        var digits = String(String(rest + Int(partsPerPercent)).dropFirst())
        while digits.last == "0" {
            digits.removeLast()
        }
        return "\(whole).\(digits)%"
    }
}
