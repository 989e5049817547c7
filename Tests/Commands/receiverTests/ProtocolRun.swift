import Foundation
import LabModel
import LabTesting
import RunStore
import Testing

/// Receptions of one streamer's frames by way of somebody else's server, and what must hold of each of them.
struct ProtocolRun {
    /// What the run says of itself.
    var summary: Summary
    /// What it stored.
    var trace: Trace

    /// Small pictures, a keyframe a second.
    static let picture = ["--size", "320x240", "--bitrate", "500k"]

    /// Receives some seconds by the streamer's clock.
    static func receive(
        _ url: String,
        from streamer: ServingStreamer,
        in folder: TemporaryFolder,
        options: [String] = []
    ) async throws -> ProtocolRun {
        let id = "run-\(UUID().uuidString.prefix(8).lowercased())"
        let outcome = try await BuiltExecutable("receiver").run(
            [url, "--clock", streamer.url("/clock"), "--duration", "4", "--json", "--id", id] + options,
            in: folder.path
        )
        try #require(!outcome.output.isEmpty, "\(outcome.errors)")
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let store = try RunStore.open(folder.file("glasslab.sqlite"), mode: .readOnly)
        return ProtocolRun(
            summary: try SummaryJSON.decode(outcome.output),
            trace: try store.trace(of: store.run(named: id))
        )
    }

    /// Every delivered frame was read, the counts add up, the delay is stored with its bound, and once the first frame
    /// was there none is missing.
    func expectWhole(container: String, arrival: ArrivalMethod, sourceLocation: SourceLocation = #_sourceLocation) {
        let frames = summary.frames
        #expect(frames.marked >= 60, sourceLocation: sourceLocation)
        #expect(frames.unreadable == 0, sourceLocation: sourceLocation)
        let decoded = frames.marked + frames.duplicated + frames.repeated + frames.backlog
        #expect(frames.decoded == decoded, sourceLocation: sourceLocation)
        let expected = [frames.filled, frames.dropped, frames.unresolved].reduce(frames.marked) { $0 + ($1 ?? 0) }
        #expect(frames.expected == expected, sourceLocation: sourceLocation)
        let numbers = Set(trace.samples.compactMap { $0.stamp?.number?.rawValue })
        let last = numbers.max() ?? 0
        #expect(Set((numbers.min() ?? 0)...last) == numbers, sourceLocation: sourceLocation)
        let bound = summary.clock.errorBoundMaxMs ?? .infinity
        #expect(bound >= 0 && bound < 1_000, sourceLocation: sourceLocation)
        let delay = summary.frameDelayMs
        #expect((delay?.min ?? -1) > -bound && (delay?.max ?? 60_000) < 60_000, sourceLocation: sourceLocation)
        #expect((summary.signalDelayMs?.values.p95 ?? 0) > 0, sourceLocation: sourceLocation)
        #expect(summary.media.container == container, sourceLocation: sourceLocation)
        #expect(trace.arrivalMethod == arrival, sourceLocation: sourceLocation)
        #expect(summary.reconnects.count == 0, sourceLocation: sourceLocation)
    }
}
