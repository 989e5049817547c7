import Synchronization

/// The end of what a process wrote to standard error: enough for an error text, never more.
final class LastWords: Sendable {
    private let lines = Mutex<[String]>([])
    private let limit: Int

    init(limit: Int = 20) {
        self.limit = limit
    }

    func add(_ line: String) {
        lines.withLock { lines in
            lines.append(String(line.prefix(2_000)))
            if lines.count > limit {
                lines.removeFirst()
            }
        }
    }

    /// All lines that are kept, oldest first.
    var all: [String] {
        lines.withLock { $0 }
    }

    /// The last line that says something, without the name of the program before it.
    var last: String {
        let line = lines.withLock { $0.last { !$0.allSatisfy(\.isWhitespace) } } ?? ""
        return line.hasPrefix("streamer: ") ? String(line.dropFirst("streamer: ".count)) : line
    }
}
