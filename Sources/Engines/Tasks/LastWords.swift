import Synchronization

/// The end of what a process wrote to standard error: enough for an error text, never more.
public final class LastWords: Sendable {
    private let lines = Mutex<[String]>([])
    private let limit: Int

    /// Keeps nothing yet.
    /// - Parameter limit: how many lines are kept, the last ones; 1 or more.
    public init(limit: Int = 20) {
        self.limit = limit
    }

    /// Takes a line, its first 2,000 characters.
    public func add(_ line: String) {
        lines.withLock { lines in
            lines.append(String(line.prefix(2_000)))
            if lines.count > limit {
                lines.removeFirst()
            }
        }
    }

    /// All lines that are kept, oldest first.
    public var all: [String] {
        lines.withLock { $0 }
    }

    /// The last line that says something, without the name of the program before it.
    var last: String {
        let line = lines.withLock { $0.last { !$0.allSatisfy(\.isWhitespace) } } ?? ""
        return line.hasPrefix("streamer: ") ? String(line.dropFirst("streamer: ".count)) : line
    }
}
