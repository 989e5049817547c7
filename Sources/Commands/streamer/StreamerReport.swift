import Foundation
import LabModel

/// What `--json` prints when a stream has ended.
enum StreamerReport {
    /// `{"frames","bytes","viewers_cut","skipped_ticks":[{"first","count"}],"streamer":{…}}`.
    static func json(_ counters: StreamerCounters) throws -> String {
        struct Skip: Encodable {
            var first: Int64
            var count: Int
        }
        struct Report: Encodable {
            var frames: Int
            var bytes: Int
            var viewersCut: [String: Int]
            var skippedTicks: [Skip]
            var streamer: Summary.Streamer
        }
        let report = Report(
            frames: counters.frames,
            bytes: counters.bytes,
            viewersCut: counters.viewersCut,
            skippedTicks: counters.skips.map { Skip(first: $0.lowerBound, count: $0.count) },
            streamer: counters.summary()
        )
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(report), as: UTF8.self)
    }
}
