/// Where a run is stored, and so how it is shown again.
public struct RunLocation: Hashable, Sendable {
    /// The database file's path.
    public var database: String
    /// The run's name there, such as `test1@2`.
    public var name: String

    /// Makes a location; each argument is the property of its name.
    public init(database: String, name: String) {
        self.database = database
        self.name = name
    }

    /// The command that shows the run again, with quotes where a shell needs them.
    public var command: String {
        let option = database == "glasslab.sqlite" ? "" : " --db \(Self.quoted(database))"
        return "glasslab show \(Self.quoted(name))\(option)"
    }

    private static func quoted(_ text: String) -> String {
        let plain = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "@%+=:,./_-".contains($0)) }
        return plain && !text.isEmpty
            ? text
            : "'"
                + text.split(separator: "'", omittingEmptySubsequences: false)
                .joined(separator: "'\\''") + "'"
    }
}
