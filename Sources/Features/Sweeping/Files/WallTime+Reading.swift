import Foundation
import LabModel

extension WallTime {
    /// Reads an instant as this lab writes it, such as `2026-11-21T03:28:15.250Z`; nil for other text.
    init?(iso8601 text: String) {
        guard let date = try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)) else {
            return nil
        }
        self.init(seconds: date.timeIntervalSince1970)
    }
}
