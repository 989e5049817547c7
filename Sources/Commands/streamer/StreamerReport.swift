import Foundation
import LabModel

/// What `--json` prints when a stream has ended.
enum StreamerReport {
    /// `{"frames","bytes","ticks","late","skipped","lateness_ms","encode_ms","cpu_cores","viewers_cut"}`.
    static func json(_ counters: StreamerCounters) throws -> String {
        struct Report: Encodable {
            var frames: Int
            var bytes: Int
            var viewersCut: [String: Int]
            var streamer: Summary.Streamer
        }
        let report = Report(
            frames: counters.frames,
            bytes: counters.bytes,
            viewersCut: counters.viewersCut,
            streamer: counters.summary()
        )
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(report), as: UTF8.self)
    }
}
