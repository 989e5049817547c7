/// A number as it stands in a trace, exact to 19 digits: ± digits × 10^exponent.
struct DecimalNumber {
    private(set) var isNegative = false
    private(set) var digits: UInt64 = 0
    private(set) var exponent = 0

    private static let mostDigits = 19
    /// Beyond this many powers of ten nothing that a trace holds has a meaning.
    private static let largestExponent = 9_999

    /// Reads `12`, `-0.5`, `.5`, `1.5e+15`; nil for anything else, an empty text included.
    init?(_ text: Span<UInt8>) {
        var position = 0
        if !text.isEmpty, text[0] == Ascii.minus || text[0] == Ascii.plus {
            isNegative = text[0] == Ascii.minus
            position = 1
        }
        guard let next = readDigits(text, from: position) else { return nil }
        guard next < text.count else { return }
        guard text[next] | Ascii.lowerCase == Ascii.e, readExponent(text, from: next + 1) else { return nil }
    }

    /// Reads digits with or without a point among them.
    /// - Returns: Where they end; nil where there is none.
    private mutating func readDigits(_ text: Span<UInt8>, from start: Int) -> Int? {
        var (position, count, hasPoint, used) = (start, 0, false, 0)
        while position < text.count {
            let byte = text[position]
            if byte == Ascii.point, !hasPoint {
                hasPoint = true
            } else if byte >= Ascii.zero, byte <= Ascii.nine {
                count += 1
                if used < Self.mostDigits {
                    digits = digits &* 10 &+ UInt64(byte &- Ascii.zero)
                    used += digits == 0 ? 0 : 1
                    exponent -= hasPoint ? 1 : 0
                } else {
                    exponent += hasPoint ? 0 : 1
                }
            } else {
                break
            }
            position += 1
        }
        return count > 0 ? position : nil
    }

    private mutating func readExponent(_ text: Span<UInt8>, from start: Int) -> Bool {
        var (position, value, isBelow) = (start, 0, false)
        if position < text.count, text[position] == Ascii.minus || text[position] == Ascii.plus {
            isBelow = text[position] == Ascii.minus
            position += 1
        }
        guard position < text.count else { return false }
        while position < text.count {
            guard text[position] >= Ascii.zero, text[position] <= Ascii.nine else { return false }
            value = min(Self.largestExponent, value * 10 + Int(text[position] - Ascii.zero))
            position += 1
        }
        exponent += isBelow ? -value : value
        return true
    }

    /// The number times 10^power, rounded to the nearest whole one, halves away from zero; nil where that exceeds 64
    /// bits.
    func scaled(by power: Int) -> Int64? {
        guard digits != 0 else { return 0 }
        let shift = exponent + power
        guard shift < Self.mostDigits else { return nil }
        var magnitude = digits
        if shift >= 0 {
            let (product, isTooLarge) = digits.multipliedReportingOverflow(by: Self.powers[shift])
            guard !isTooLarge else { return nil }
            magnitude = product
        } else {
            guard -shift <= Self.mostDigits else { return 0 }
            let divisor = Self.powers[-shift]
            let (quotient, rest) = digits.quotientAndRemainder(dividingBy: divisor)
            magnitude = quotient + (rest >= divisor - rest ? 1 : 0)
        }
        guard magnitude <= UInt64(Int64.max) else { return nil }
        return isNegative ? -Int64(magnitude) : Int64(magnitude)
    }

    /// Whether there is nothing but zeros behind the point.
    var isWhole: Bool {
        guard exponent < 0, digits != 0 else { return true }
        guard -exponent <= Self.mostDigits else { return false }
        return digits.isMultiple(of: Self.powers[-exponent])
    }

    /// The nearest floating-point number, to a few units of its last place.
    var value: Double {
        var magnitude = Double(digits)
        var rest = exponent
        while rest < 0, magnitude > 0 {
            let step = min(-rest, Self.mostDigits)
            magnitude /= Double(Self.powers[step])
            rest += step
        }
        while rest > 0, magnitude > 0, magnitude.isFinite {
            let step = min(rest, Self.mostDigits)
            magnitude *= Double(Self.powers[step])
            rest -= step
        }
        return isNegative ? -magnitude : magnitude
    }

    /// 10^0 to 10^19.
    private static let powers: [UInt64] = (0...mostDigits).map { (0..<$0).reduce(1) { power, _ in power * 10 } }
}
