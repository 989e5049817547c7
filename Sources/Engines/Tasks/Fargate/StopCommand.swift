import LabModel

/// The command that stops a task from any shell: it names all that the settings of whoever types it may say otherwise.
public struct StopCommand: Hashable, Sendable {
    /// The run's name.
    public var id: String
    /// The task's region.
    public var region: String
    /// Its cluster's name or full name.
    public var cluster: String
    /// The profile by which its account is reached; nil for the usual one.
    public var profile: String?

    /// Makes a command; each argument is the property of its name.
    public init(id: String, region: String, cluster: String, profile: String? = nil) {
        (self.id, self.region, self.cluster, self.profile) = (id, region, cluster, profile)
    }

    /// The line to type, quoted for a POSIX shell.
    public var text: String {
        let account = profile.map { ["--profile", $0] } ?? []
        let words =
            ["glasslab", "tasks", "stop", "--on", "ecs", "--region", region, "--cluster-name", cluster] + account
        // A name that looks like an option.
        let name = id.hasPrefix("-") ? ["--", id] : [id]
        return (words + name).map(ShellWord.quoted).joined(separator: " ")
    }
}

extension StopCommand {
    init(_ record: TaskRecord, profile: String?) {
        self.init(id: record.id, region: record.region, cluster: record.cluster, profile: profile)
    }
}
