public import LabModel

/// How a setting's value is written as a level.
public enum LevelText {
    /// A value as a person writes it: whole numbers without a fraction.
    public static func of(_ value: SettingValue) -> String {
        if case .number(let number) = value { return of(number) }
        return value.description
    }

    /// A value of one setting: of a link without the seed of its chance, which is another one in each run.
    public static func of(_ value: SettingValue, of setting: String) -> String {
        let text = of(value)
        guard setting == "link" || setting == "link_push" else { return text }
        return text.split(separator: ",").filter { !$0.hasPrefix("seed=") }.joined(separator: ",")
    }

    /// A number as a person writes it: whole ones without a fraction.
    public static func of(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
    }
}
