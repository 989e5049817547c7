import Configuration
public import Foundation

/// The settings of one invocation: option, then `GLASSLAB_…` in the environment, then the configuration file, then the
/// default.
public struct Settings: Sendable {
    /// The file looked for when none is named.
    public static let usualFile = "glasslab.yaml"

    private let environment: EnvironmentVariablesProvider
    private let file: ConfigurationFile?

    /// Reads the configuration file: `config`, else `$GLASSLAB_CONFIG`, else `./glasslab.yaml` where it exists.
    ///
    /// - Parameters:
    ///   - config: the file that `--config` named, or nil.
    ///   - environment: the process's variables, or a test's own.
    /// - Throws: ``CommandError`` where a named file is missing, is no flat mapping, or holds an unknown key.
    public init(
        config: String?,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(CommandError) {
        self.environment = EnvironmentVariablesProvider(environmentVariables: environment)
        let named = config ?? environment["GLASSLAB_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
        let usual = FileManager.default.fileExists(atPath: Self.usualFile) ? Self.usualFile : nil
        if let path = named ?? usual {
            file = try ConfigurationFile(path: path)
        } else {
            file = nil
        }
    }

    /// A setting's value.
    ///
    /// - Parameters:
    ///   - name: which setting.
    ///   - flag: what its option gave, or nil.
    ///   - fallback: the default.
    ///   - kind: how the text becomes a value.
    /// - Returns: the value of the first source that gives one, else the default.
    /// - Throws: ``CommandError/badValue(_:source:expected:)`` where that source's text is no such value.
    public func value<Value>(
        _ name: SettingName,
        flag: String?,
        default fallback: Value,
        as kind: SettingKind<Value>
    ) throws(CommandError) -> Value {
        try value(name, flag: flag, as: kind) ?? fallback
    }

    /// A setting's value, or nil where no source gives one.
    ///
    /// - Parameters:
    ///   - name: which setting.
    ///   - flag: what its option gave, or nil.
    ///   - kind: how the text becomes a value.
    /// - Returns: the value of the first source that gives one.
    /// - Throws: ``CommandError/badValue(_:source:expected:)`` where that source's text is no such value.
    public func value<Value>(
        _ name: SettingName,
        flag: String?,
        as kind: SettingKind<Value>
    ) throws(CommandError) -> Value? {
        guard let (text, source) = try text(of: name, flag: flag) else { return nil }
        return try Self.parse(text, source: source, as: kind)
    }

    /// A setting that must be given.
    ///
    /// - Parameters:
    ///   - name: which setting.
    ///   - flag: what its option gave, or nil.
    ///   - kind: how the text becomes a value.
    /// - Returns: the value of the first source that gives one.
    /// - Throws: ``CommandError/missing(_:)`` where none does, or ``CommandError/badValue(_:source:expected:)``.
    public func required<Value>(
        _ name: SettingName,
        flag: String?,
        as kind: SettingKind<Value>
    ) throws(CommandError) -> Value {
        guard let value = try value(name, flag: flag, as: kind) else { throw .missing(name) }
        return value
    }

    /// A setting that can be given several times: by its option, separated in the environment by commas, or by line
    /// ends where there are any, or as a list in the file.
    ///
    /// - Parameters:
    ///   - name: which setting.
    ///   - flags: what its options gave; empty where there was none.
    ///   - kind: how each text becomes a value.
    /// - Returns: the values of the first source that gives any; empty where none does.
    /// - Throws: ``CommandError/badValue(_:source:expected:)`` where a text is no such value.
    public func values<Value>(
        _ name: SettingName,
        flags: [String],
        as kind: SettingKind<Value>
    ) throws(CommandError) -> [Value] {
        var texts = flags.map { (text: $0, source: name.option) }
        if texts.isEmpty, let text = variable(name) {
            // Whatever holds commas itself, such as a key in an address, can be listed by lines.
            let separator: Character = text.contains("\n") ? "\n" : ","
            texts = text.split(separator: separator).map { (String($0), "\(name.variable) in the environment") }
        }
        if texts.isEmpty {
            texts = try file?.values(of: name) ?? []
        }
        var values: [Value] = []
        for (text, source) in texts {
            values.append(try Self.parse(text, source: source, as: kind))
        }
        return values
    }

    /// A switch: on where its option stands on the command line, else what the other sources say, else off.
    ///
    /// - Parameters:
    ///   - name: which setting.
    ///   - flag: whether its option was given.
    /// - Returns: whether it is on.
    /// - Throws: ``CommandError/badValue(_:source:expected:)`` where a source says neither true nor false.
    public func flag(_ name: SettingName, flag: Bool) throws(CommandError) -> Bool {
        flag ? true : try value(name, flag: nil, default: false, as: .flag)
    }

    private func text(of name: SettingName, flag: String?) throws(CommandError) -> (text: String, source: String)? {
        if let flag {
            return (flag, name.option)
        }
        if let text = variable(name) {
            return (text, "\(name.variable) in the environment")
        }
        return try file?.value(of: name)
    }

    /// An empty variable counts as none, as in most shells' own conventions.
    private func variable(_ name: SettingName) -> String? {
        let text = try? environment.environmentValue(forName: name.variable)
        return text.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func parse<Value>(
        _ text: String,
        source: String,
        as kind: SettingKind<Value>
    ) throws(CommandError) -> Value {
        guard let value = kind.parse(text) else {
            throw .badValue(text, source: source, expected: kind.expected)
        }
        return value
    }
}
