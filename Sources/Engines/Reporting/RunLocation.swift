import LabModel

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
        let option = database == "glasslab.sqlite" ? "" : " --db \(ShellWord.quoted(database))"
        return "glasslab show \(ShellWord.quoted(name))\(option)"
    }
}
