public import LabModel

/// How a setting's text becomes a value.
public struct SettingKind<Value: Sendable>: Sendable {
    /// What a good value is, after `is not`, such as `a length of time such as 10, 500ms or 2m`.
    public var expected: String
    /// Reads the text; nil where it is no such value.
    public var parse: @Sendable (String) -> Value?

    /// Makes a kind; each argument is the property of its name.
    public init(expected: String, parse: @escaping @Sendable (String) -> Value?) {
        self.expected = expected
        self.parse = parse
    }
}

extension SettingKind where Value == Latency {
    /// A length of time: `10` or `10s` seconds, `500ms`, `2m`, `1h`; not negative, at most `limit`.
    public static func duration(upTo limit: Latency = .seconds(30 * 86_400)) -> SettingKind {
        SettingKind(expected: "a length of time such as 10, 500ms or 2m, up to \(Latency.text(of: limit))") { text in
            guard let length = Latency(text), length <= limit else { return nil }
            return length
        }
    }
}

extension SettingKind where Value == Int {
    /// A whole number.
    public static func integer(in range: ClosedRange<Int>) -> SettingKind {
        let expected =
            range.upperBound == .max
            ? "a whole number from \(range.lowerBound)"
            : "a whole number from \(range.lowerBound) to \(range.upperBound)"
        return SettingKind(expected: expected) { text in
            guard let value = Int(text), range.contains(value) else { return nil }
            return value
        }
    }
}

extension SettingKind where Value == Double {
    /// A number.
    public static func number(in range: ClosedRange<Double>) -> SettingKind {
        SettingKind(expected: "a number from \(range.lowerBound) to \(range.upperBound)") { text in
            guard let value = Double(text), range.contains(value) else { return nil }
            return value
        }
    }
}

extension SettingKind where Value == String {
    /// Any text that is not empty.
    public static var text: SettingKind {
        SettingKind(expected: "a text, because it is empty") { $0.isEmpty ? nil : $0 }
    }
}

extension SettingKind where Value == Bool {
    /// A switch: `true` or `false`, `yes` or `no`, `on` or `off`, `1` or `0`.
    public static var flag: SettingKind {
        SettingKind(expected: "true or false") { text in
            switch text.lowercased() {
            case "true", "yes", "on", "1": true
            case "false", "no", "off", "0": false
            default: nil
            }
        }
    }
}

extension SettingKind where Value == FrameRate {
    /// Frames a second: `25`, `29.97` or `30000/1001`.
    public static var frameRate: SettingKind {
        SettingKind(expected: "a frame rate such as 25, 29.97 or 30000/1001, from 0.1 to 1000") { FrameRate($0) }
    }
}

extension SettingKind where Value == DataRate {
    /// Bits a second: `2500k`, `2.5M`.
    public static var dataRate: SettingKind {
        SettingKind(expected: "a bit rate such as 2500k or 2.5M, from 10k to 1G") { DataRate($0) }
    }
}

extension SettingKind where Value == PixelSize {
    /// A picture's size, `WxH`.
    public static var pixelSize: SettingKind {
        SettingKind(expected: "a size such as 1280x720, both even and from 16 to 8192") { PixelSize($0) }
    }
}

extension SettingKind where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One of a few words, in any case.
    public static var choice: SettingKind {
        let words = Value.allCases.map(\.rawValue).joined(separator: ", ")
        return SettingKind(expected: "one of \(words)") { text in
            Value.allCases.first { $0.rawValue.lowercased() == text.lowercased() }
        }
    }
}
