import Logging

/// The logs of an executable, as lines on stderr.
public enum LabLogging {
    /// Sends all loggers to a console; to be called once, first of all.
    ///
    /// - Parameters:
    ///   - console: whose standard error they go to.
    ///   - verbose: whether info and debug are told as well as warnings.
    public static func bootstrap(console: Console, verbose: Bool) {
        LoggingSystem.bootstrap { label in
            ConsoleLogHandler(label: label, console: console, logLevel: verbose ? .debug : .warning)
        }
    }
}

struct ConsoleLogHandler: LogHandler {
    let label: String
    let console: Console
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(label: String, console: Console, logLevel: Logger.Level) {
        self.label = label
        self.console = console
        self.logLevel = logLevel
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
        let pairs = all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        let text = "\(event.message)\(pairs)".split(whereSeparator: \.isNewline).joined(separator: " ")
        console.note("\(event.level) \(label): \(text)")
    }
}
