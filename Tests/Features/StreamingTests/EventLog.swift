import LabModel
import LabTesting
import Logging
import Machine
import Synchronization

/// Keeps what is logged, where its message begins so.
final class EventLog: LogHandler, Sendable {
    private let kept = Mutex<[String]>([])
    private let prefix: String

    init(_ prefix: String) {
        self.prefix = prefix
    }

    var lines: [String] {
        kept.withLock { $0 }
    }

    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }

    var logLevel: Logger.Level {
        get { .debug }
        set {}
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) {
        guard "\(event.message)".hasPrefix(prefix) else { return }
        let pairs = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        kept.withLock { $0.append("\(event.message)\(pairs)") }
    }

    /// Waits until an event was logged so often.
    func wait(for code: String, count: Int = 1, limit: Latency = .untilItHangs) async throws {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + limit
        while lines.count(where: { $0.hasPrefix(code) }) < count {
            guard clock.monotonicNow() < deadline else { throw Missing(code: code, lines: lines) }
            try await clock.sleep(for: .milliseconds(10))
        }
    }

    /// Waits until an event was logged of each of some targets, however often it was of one of them.
    func wait(for code: String, ofTargets numbers: ClosedRange<Int>) async throws {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        for number in numbers {
            while !lines.contains(where: { $0.hasPrefix(code) && $0.contains(" target=\(number) ") }) {
                guard clock.monotonicNow() < deadline else { throw Missing(code: code, lines: lines) }
                try await clock.sleep(for: .milliseconds(10))
            }
        }
    }

    struct Missing: Error {
        var code: String
        var lines: [String]
    }
}
