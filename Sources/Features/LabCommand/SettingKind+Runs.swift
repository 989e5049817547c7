public import LabModel

extension SettingKind where Value == String {
    /// A run's name: up to 200 visible characters, without `@`, which separates the attempt.
    public static var runID: SettingKind {
        SettingKind(expected: "a run's name: up to 200 characters without blanks, slashes and @") { text in
            let isFine = text.unicodeScalars.allSatisfy { scalar in
                !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
                    && !["@", "/", "\\"].contains(scalar)
            }
            return (1...200).contains(text.count) && isFine ? text : nil
        }
    }
}

extension SettingKind where Value == Latency {
    /// A length of time above zero, up to 30 days.
    public static var positiveDuration: SettingKind {
        let any = duration()
        return SettingKind(expected: "a length of time above zero such as 10, 500ms or 2m") { text in
            any.parse(text).flatMap { $0 > .zero ? $0 : nil }
        }
    }
}
