import Foundation
import LabModel

/// What `--json` prints when a stream has ended.
enum StreamerReport {
    /// `{"frames","bytes","viewers_cut","skipped_ticks":[{"first","count"}],"outlets":{name:{"frames","bytes","dropped",
    /// "failed"}},"pushes":[{"url","connects","failures","frames","dropped","bytes"}],"streamer":{…}}`.
    static func json(_ counters: StreamerCounters) throws -> String {
        struct Skip: Encodable {
            var first: Int64
            var count: Int
        }
        struct Outlet: Encodable {
            var frames: Int
            var bytes: Int
            var dropped: Int
            var failed: Bool
        }
        struct Push: Encodable {
            var url: String
            var connects: Int
            var failures: Int
            var frames: Int
            var dropped: Int
            var bytes: Int
        }
        struct Report: Encodable {
            var frames: Int
            var bytes: Int
            var viewersCut: [String: Int]
            var skippedTicks: [Skip]
            var outlets: [String: Outlet]
            var pushes: [Push]
            var streamer: Summary.Streamer
        }
        let report = Report(
            frames: counters.frames,
            bytes: counters.bytes,
            viewersCut: counters.viewersCut,
            skippedTicks: counters.skips.map { Skip(first: $0.lowerBound, count: $0.count) },
            outlets: counters.outlets.mapValues { outlet in
                Outlet(frames: outlet.frames, bytes: outlet.bytes, dropped: outlet.dropped, failed: outlet.hasFailed)
            },
            pushes: counters.pushes.map { push in
                Push(
                    url: push.url,
                    connects: push.connects,
                    failures: push.failures,
                    frames: push.frames,
                    dropped: push.dropped,
                    bytes: push.bytes
                )
            },
            streamer: counters.summary
        )
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(report), as: UTF8.self)
    }

    /// What to tell a person when a stream has ended: the outlets that left frames out or gave up.
    static func notes(_ counters: StreamerCounters) -> [String] {
        counters.outlets.sorted { $0.key < $1.key }.compactMap { name, outlet in
            if outlet.hasFailed {
                return "outlet \(name) gave up after \(outlet.frames) frames; its error is above"
            }
            guard outlet.dropped > 0 else { return nil }
            return "outlet \(name) could not keep up: \(outlet.dropped) frames left out, \(outlet.frames) made"
        }
    }
}
