/// How figures stand in sentences, without a locale.
enum Figures {
    /// A number with a fixed count of digits behind the point, from 0 to 6; rounded half away from zero.
    static func fixed(_ value: Double, digits: Int) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
        var scale: Int64 = 1
        for _ in 0..<digits {
            scale *= 10
        }
        let scaled = Int64((abs(value) * Double(scale)).rounded())
        let sign = value < 0 && scaled != 0 ? "-" : ""
        guard digits > 0 else { return "\(sign)\(scaled)" }
        let fraction = String(scaled % scale)
        return "\(sign)\(scaled / scale)." + String(repeating: "0", count: digits - fraction.count) + fraction
    }

    /// Milliseconds with one digit, such as `33.3 ms`.
    static func milliseconds(_ value: Double) -> String {
        "\(fixed(value, digits: 1)) ms"
    }

    /// Milliseconds with one digit and their sign, such as `+500.0 ms`.
    static func signedMilliseconds(_ value: Double) -> String {
        value < 0 ? milliseconds(value) : "+\(milliseconds(value))"
    }

    /// A share of 1 as a percentage with one digit, such as `98.5 %`.
    static func percent(_ share: Double) -> String {
        "\(fixed(share * 100, digits: 1)) %"
    }

    /// A count with its noun, such as `1 frame` or `3 frames`.
    static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
        "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
    }
}
