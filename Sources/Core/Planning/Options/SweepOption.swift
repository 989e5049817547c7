/// A further column of an inputs file: an option of start-task-and-client and its value.
public struct SweepOption: Hashable, Sendable {
    /// The option's name without dashes in front, such as `bitrate`.
    public var name: String
    /// Its value as written, without white space, such as `2500k`.
    public var value: String

    /// Makes an option of this name and value.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }

    /// The column as an inputs file has it, such as `bitrate=2500k`.
    public var text: String {
        "\(name)=\(value)"
    }

    /// What start-task-and-client is given for it.
    public var launcherArguments: [String] {
        guard LauncherOption(rawValue: name)?.isSwitch == true else { return ["--\(name)", value] }
        return value == "on" ? ["--\(name)"] : []
    }
}
