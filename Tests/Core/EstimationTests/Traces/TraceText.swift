import Estimation
import LabModel

/// Traces written down in tests, read as the lab reads them.
enum TraceText {
    /// Reads a trace that is cut into pieces of so many bytes.
    static func read(
        _ text: String,
        options: TraceOptions = .init(),
        limits: TraceLimits = .init(),
        pieces: Int = .max
    ) throws(TraceError) -> Trace {
        try read(Array(text.utf8), options: options, limits: limits, pieces: pieces)
    }

    static func read(
        _ bytes: [UInt8],
        options: TraceOptions = .init(),
        limits: TraceLimits = .init(),
        pieces: Int = .max
    ) throws(TraceError) -> Trace {
        var reader = TraceReader(name: "t.csv", options: options, limits: limits, expectedBytes: bytes.count)
        var start = 0
        while start < bytes.count {
            let end = bytes.count - start > pieces ? start + pieces : bytes.count
            try reader.read(bytes.span.extracting(start..<end))
            start = end
        }
        return try reader.finish()
    }

    /// The error's text; nil where the text is a trace.
    static func error(
        _ text: String,
        options: TraceOptions = .init(),
        limits: TraceLimits = .init()
    ) -> String? {
        do throws(TraceError) {
            _ = try read(text, options: options, limits: limits)
            return nil
        } catch {
            return error.description
        }
    }

    /// Frame, sent and received in milliseconds, and bytes of each sample, for comparing at one glance.
    static func rows(_ trace: Trace) -> [[Double]] {
        trace.samples.map { sample in
            [
                Double(sample.stamp?.number?.rawValue ?? 0), Double(sample.stamp?.time?.nanoseconds ?? 0) / 1e6,
                Double(sample.decoded?.nanoseconds ?? 0) / 1e6, Double(sample.size.bytes),
            ]
        }
    }
}
