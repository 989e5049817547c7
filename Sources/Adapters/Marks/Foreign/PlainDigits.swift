/// Decimal digits as a number: nothing else, no sign, no blanks.
enum PlainDigits {
    /// The number that a text spells.
    /// - Parameters:
    ///   - text: what may be digits.
    ///   - count: how many there are, at most 20.
    /// - Returns: nil when it is anything else, or above 2^64 − 1.
    static func value(_ text: some Collection<UInt8>, count: ClosedRange<Int>) -> UInt64? {
        guard count.contains(text.count) else { return nil }
        var value: UInt64 = 0
        for character in text {
            guard (48...57).contains(character) else { return nil }
            let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, isTooLargeAfterAll) = tens.addingReportingOverflow(UInt64(character - 48))
            guard !isTooLarge, !isTooLargeAfterAll else { return nil }
            value = sum
        }
        return value
    }
}
