/// Numbers as text, always with a full stop, whatever the machine's language.
public enum NumberText {
    /// A number with a fixed number of decimals, halves away from zero; never `-0`.
    public static func fixed(_ value: Double, decimals: Int) -> String {
        var factor = 1.0
        for _ in 0..<decimals {
            factor *= 10
        }
        let scaled = (value * factor).rounded(.toNearestOrAwayFromZero)
        guard scaled.isFinite, scaled.magnitude < 9e15 else { return "\(value)" }
        return split(Int64(scaled), decimals: decimals)
    }

    /// Milliseconds with as many decimals as a reader can use: 2 below 100, 1 below 1,000, else none.
    public static func milliseconds(_ value: Double) -> String {
        fixed(value, decimals: decimals(for: value))
    }

    /// The decimals that ``milliseconds(_:)`` gives a value of this size.
    static func decimals(for value: Double) -> Int {
        value.magnitude < 99.995 ? 2 : value.magnitude < 999.95 ? 1 : 0
    }

    /// Nanoseconds as seconds with nine decimals, exactly.
    static func seconds(nanoseconds: Int64) -> String {
        split(nanoseconds, decimals: 9)
    }

    /// A length given in milliseconds, in the unit a person would choose: `4.41 ms`, `12.3 s`.
    public static func length(milliseconds value: Double) -> String {
        value.magnitude < 9_999.5 ? "\(milliseconds(value)) ms" : "\(fixed(value / 1_000, decimals: 1)) s"
    }

    /// The same with its sign always written.
    public static func signed(milliseconds value: Double) -> String {
        let text = milliseconds(value)
        return text.hasPrefix("-") ? text : "+" + text
    }

    /// A data rate in the unit a person would choose, decimal prefixes: `2.51 Mbit/s`.
    public static func rate(bitsPerSecond value: Double) -> String {
        switch value.magnitude {
        case ..<1e3: "\(fixed(value, decimals: 0)) bit/s"
        case ..<1e6: "\(fixed(value / 1e3, decimals: 0)) kbit/s"
        case ..<1e9: "\(fixed(value / 1e6, decimals: 2)) Mbit/s"
        default: "\(fixed(value / 1e9, decimals: 2)) Gbit/s"
        }
    }

    /// A whole number with its noun: `1 frame`, `2 frames`.
    public static func count(_ value: Int, _ noun: String) -> String {
        "\(value) \(noun)\(value == 1 ? "" : "s")"
    }

    private static func split(_ value: Int64, decimals: Int) -> String {
        var digits = String(value.magnitude)
        guard decimals > 0 else { return value < 0 ? "-" + digits : digits }
        if digits.count <= decimals {
            digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits
        }
        return "\(value < 0 ? "-" : "")\(digits.dropLast(decimals)).\(digits.suffix(decimals))"
    }
}
