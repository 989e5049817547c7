import Foundation
import LabModel

/// Numbers as people read them: a full stop, thousands by commas, never `-0`.
enum NumberWords {
    /// A number with at most seven digits that count, zeros at its end left out; whole numbers keep all digits.
    static func value(_ value: Double) -> String {
        guard value.magnitude < 1e15, value == 0 || value.magnitude >= 1e-9 else { return shortest(value) }
        guard value != 0 else { return "0" }
        let decimals = min(max(6 - Int(log10(value.magnitude).rounded(.down)), 0), 9)
        let text = fixed(value, decimals: decimals)
        guard text.contains(".") else { return text }
        let short = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
        return String(short.reversed())
    }

    /// A number with its decimals, of magnitude below 9e15.
    static func fixed(_ value: Double, decimals: Int) -> String {
        let power = (0..<decimals).reduce(Int64(1)) { power, _ in power * 10 }
        let scaled = (value * Double(power)).rounded()
        guard scaled.magnitude < 9e15 else { return "\(value)" }
        let whole = Int64(scaled.magnitude)
        let sign = scaled < 0 ? "-" : ""
        let digits = grouped(whole / power)
        guard decimals > 0 else { return sign + digits }
        let rest = String(whole % power)
        return "\(sign)\(digits).\(String(repeating: "0", count: decimals - rest.count))\(rest)"
    }

    /// What stands at a tick: with the decimals that its step needs, large ones in thousands, millions or billions.
    /// - Parameters:
    ///   - value: Where the tick is.
    ///   - step: How far it is to the next.
    ///   - largest: The largest magnitude along the axis, by which all of its ticks choose the same letter.
    /// - Returns: Such as `2.5M`, `0.25` or `1,000`.
    static func tick(_ value: Double, step: Double, largest: Double) -> String {
        let (divisor, letter) = largest >= 1e5 ? unit(of: largest) : (1, "")
        let decimals = -Int((log10(step / divisor) + 1e-9).rounded(.down))
        guard decimals <= 3 || divisor == 1 else { return Self.value(value) }
        guard decimals <= 9, largest / divisor < 1e9 else { return "\(value)" }
        return fixed(value / divisor, decimals: max(decimals, 0)) + (value == 0 ? "" : letter)
    }

    /// A number that stands alone at a tick of a logarithmic axis: `10k` for 10,000.
    static func alone(_ value: Double) -> String {
        guard value >= 1e4 else { return Self.value(value) }
        let (divisor, letter) = unit(of: value)
        return Self.value(value / divisor) + letter
    }

    /// An instant given in seconds since 1970, to the millisecond: `2026-11-21 03:28:15.250`.
    static func instant(_ seconds: Double) -> String {
        let milliseconds = (min(max(seconds, -9e9), 9e9) * 1_000).rounded()
        let text = WallTime(nanoseconds: Int64(milliseconds) * 1_000_000).iso8601
        return text.replacingOccurrences(of: "T", with: " ").replacingOccurrences(of: "Z", with: "")
    }

    /// The shortest text that reads back as the same number, without a bare `.0`.
    static func shortest(_ value: Double) -> String {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    private static func unit(of largest: Double) -> (Double, String) {
        switch largest {
        case 1e9...: (1e9, "G")
        case 1e6...: (1e6, "M")
        default: (1e3, "k")
        }
    }

    private static func grouped(_ value: Int64) -> String {
        let digits = String(value)
        guard digits.count > 3 else { return digits }
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3) {
                text.append(",")
            }
            text.append(digit)
        }
        return text
    }
}

extension NumberWords {
    /// A digit times a power of ten, as exact as a literal would be between 1e-22 and 1e22.
    static func decimal(_ digit: Int, power: Int) -> Double {
        power >= 0 ? Double(digit) * pow(10, Double(power)) : Double(digit) / pow(10, Double(-power))
    }
}
