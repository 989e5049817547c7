import Estimation
import LabModel
import Reporting

/// How pages write names, instants and numbers; templates escape what comes out.
enum ShownText {
    /// What stands where a number is not known.
    static let unknown = "–"
    /// Longer names are cut: a page stays readable whatever a run is called.
    static let nameLimit = 120

    /// A text from a run or a file: without characters that control, and cut where it is very long.
    static func name(_ text: String, limit: Int = nameLimit) -> String {
        let cut = text.count > limit ? text.prefix(limit - 1) + "…" : text[...]
        return TextStyle().clean(String(cut))
    }

    /// Milliseconds without their unit.
    static func milliseconds(_ value: Double?) -> String {
        value.map(NumberText.milliseconds) ?? unknown
    }

    /// Milliseconds without their unit, marked ≥ where they are known only from below.
    static func delay(_ value: BoundedDelay?) -> String {
        (value?.isLowerBound == true ? "≥ " : "") + milliseconds(value?.milliseconds)
    }

    /// A whole number in groups of three digits.
    static func count(_ value: Int?) -> String {
        guard let value else { return unknown }
        let digits = String(value.magnitude)
        var groups: [Substring] = []
        var rest = digits[...]
        while rest.count > 3 {
            groups.insert(rest.suffix(3), at: 0)
            rest = rest.dropLast(3)
        }
        // A narrow space that does not break: neither a decimal point anywhere, nor a comma.
        return (value < 0 ? "−" : "") + ([rest] + groups).joined(separator: "\u{202F}")
    }

    /// A length of time as a person says it: `9.8 s`, `4 min 05 s`, `2 h 13 min`.
    static func length(seconds: Double?) -> String {
        guard let seconds, seconds.isFinite, seconds >= 0, seconds < 1e9 else { return unknown }
        if seconds < 99.95 { return "\(NumberText.fixed(seconds, decimals: 1)) s" }
        let whole = Int(seconds.rounded())
        if whole < 3_600 { return "\(whole / 60) min \(padded(whole % 60)) s" }
        return "\(whole / 3_600) h \(padded(whole / 60 % 60)) min"
    }

    /// An instant to the second, in UTC: `2026-11-21 03:28:15`.
    static func instant(_ time: WallTime) -> String {
        instant(time.iso8601)
    }

    /// The same of an ISO 8601 text.
    static func instant(_ text: String) -> String {
        String(name(text, limit: 40).prefix(19).map { $0 == "T" ? " " : $0 })
    }

    private static func padded(_ value: Int) -> String {
        value < 10 ? "0\(value)" : "\(value)"
    }
}
