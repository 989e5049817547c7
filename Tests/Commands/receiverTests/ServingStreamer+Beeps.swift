import LabModel
import LabTesting
import Testing

extension ServingStreamer {
    /// Does something, and tells whether the streamer meanwhile skipped so many ticks that its beeps cannot be told.
    ///
    /// For recordings, which do not say how the streamer did.
    func hasTooFewBeeps(during work: () async throws -> Void) async throws -> Bool {
        let before = try await counters()
        try await work()
        let after = try await counters()
        return (after.skipped - before.skipped) * 4 > after.ticks - before.ticks
    }

    private func counters() async throws -> StreamerCounters {
        let metrics = try await BuiltExecutable.shell("curl -sf \(url("/metrics"))").output
        return try #require(StreamerMetricsText.decode(metrics))
    }
}
