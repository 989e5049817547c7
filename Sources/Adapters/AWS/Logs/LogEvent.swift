public import LabModel

/// A line of a log.
public struct LogEvent: Hashable, Sendable {
    /// When it was written; nil where CloudWatch Logs does not say.
    public var time: WallTime?
    /// The line.
    public var message: String

    /// Makes a line; each argument is the property of its name.
    public init(time: WallTime?, message: String) {
        self.time = time
        self.message = message
    }
}
