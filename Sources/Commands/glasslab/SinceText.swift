import Foundation
import LabCommand
import LabModel

/// The instant that `--since` names.
enum SinceText {
    /// Reads a length of time back from now, or an instant.
    /// - Throws: ``LabCommand/CommandError/badValue(_:source:expected:)``.
    static func instant(_ text: String, now: WallTime) throws(CommandError) -> WallTime {
        if let length = Latency(text) {
            return now - length
        }
        let instant = text.count == 10 ? text + "T00:00:00Z" : text
        guard let date = try? Date(instant, strategy: .iso8601),
            let time = WallTime(seconds: date.timeIntervalSince1970)
        else {
            throw .badValue(
                text,
                source: "--since",
                expected: "an instant or length of time such as 24h, 2026-11-21 or 2026-11-21T08:00:00Z"
            )
        }
        return time
    }
}
