public import LabModel

/// A process of this user, as it was when it was looked at.
public struct RunningProcess: Hashable, Sendable {
    /// Its number, which another process gets once it has ended.
    public let id: Int32
    /// When it began, in the kernel's ticks since the boot: with ``id`` it is no other process's.
    public let startTicks: Int64
    /// How long it had been running.
    public let age: Latency
    /// The words of its command line, its own name first.
    public let arguments: [String]
    /// Those of its variables that were asked for and are set.
    public let variables: [String: String]
}
