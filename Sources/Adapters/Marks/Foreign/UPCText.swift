internal import LabModel

/// The twelve digits of a UPC-A bar code: a frame number of eleven, and the check digit.
///
/// Goods carry the same bar code, but none whose number begins with three zeros: so larger frame numbers are refused.
enum UPCText {
    /// The first number that is refused: at 60 frames a second it comes after 19 days.
    static let limit: UInt64 = 100_000_000

    static func read(_ text: [UInt8]) -> FrameStamp? {
        guard text.count == 12, let value = PlainDigits.value(text.dropLast(), count: 11...11), value < limit,
            let check = PlainDigits.value(text.suffix(1), count: 1...1), check == UInt64(Self.check(text.dropLast()))
        else { return nil }
        return MarkKind.upc.stamp(number: UInt32(value), time: nil)
    }

    /// The check digit: what makes the sum, every other digit counted three times from the first on, a multiple of ten.
    static func check(_ digits: some Collection<UInt8>) -> UInt8 {
        let sum = digits.enumerated().reduce(0) { $0 + Int($1.element &- 48) * ($1.offset.isMultiple(of: 2) ? 3 : 1) }
        return UInt8((10 - sum % 10) % 10)
    }
}

extension MarkKind {
    /// A UPC-A bar code: a number, no wall time.
    static let upc = MarkKind(foreign: "UPC-A", place: 6)
}
