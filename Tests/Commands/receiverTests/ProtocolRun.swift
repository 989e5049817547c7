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

    /// A pipeline of GStreamer that serves the streamer's frames by RTSP as they are.
    static func session(of streamer: ServingStreamer) -> String {
        "souphttpsrc location=\(streamer.url("/live.ts")) is-live=true do-timestamp=true ! tsdemux latency=0 ! h264parse ! "
            + "rtph264pay name=pay0 pt=96 config-interval=-1"
    }

    /// How often datagrams are received at most.
    ///
    /// Nobody sends them again: a receiver that stands still for some seconds on a busy machine finds that the kernel
    /// has thrown away what it had no more room for.
    static let datagramAttempts = 4

    /// Receives some seconds by the streamer's clock; more where a busy machine makes fewer frames in them.
    ///
    /// While a frame is missing it is done again, `attempts` times at most; the last one stands whatever happened.
    static func receive(
        _ url: String,
        from streamer: ServingStreamer,
        in folder: TemporaryFolder,
        options: [String] = [],
        attempts: Int = 1
    ) async throws -> ProtocolRun {
        var run = try await receiveOnce(url, from: streamer, in: folder, options: options)
        for _ in 1..<attempts where run.hasHole {
            run = try await receiveOnce(url, from: streamer, in: folder, options: options)
        }
        return run
    }

    private static func receiveOnce(
        _ url: String,
        from streamer: ServingStreamer,
        in folder: TemporaryFolder,
        options: [String]
    ) async throws -> ProtocolRun {
        let id = "run-\(UUID().uuidString.prefix(8).lowercased())"
        let outcome = try await BuiltExecutable("receiver").run(
            [url, "--clock", streamer.url("/clock"), "--duration", "60", "--frame-limit", "90", "--json", "--id", id]
                + options,
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

    /// Whether a frame is missing between the first and the last one.
    private var hasHole: Bool {
        let numbers = Set(trace.samples.compactMap { $0.stamp?.number?.rawValue })
        guard let first = numbers.min(), let last = numbers.max() else { return true }
        return numbers.count != Int(last - first) + 1
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
        #expect(!hasHole, sourceLocation: sourceLocation)
        let bound = summary.clock.errorBoundMaxMs ?? .infinity
        #expect(bound >= 0 && bound < 1_000, sourceLocation: sourceLocation)
        let delay = summary.frameDelayMs
        #expect((delay?.min ?? -1) > -bound && (delay?.max ?? 60_000) < 60_000, sourceLocation: sourceLocation)
        #expect((summary.signalDelayMs?.values.p95 ?? 0) > 0, sourceLocation: sourceLocation)
        #expect(summary.media.container == container, sourceLocation: sourceLocation)
        #expect(trace.arrivalMethod == arrival, sourceLocation: sourceLocation)
        #expect(summary.reconnects.count == 0, sourceLocation: sourceLocation)
    }

    /// Live frames were decoded within half a period of their arrival.
    ///
    /// What holds frames back holds back each of them; a busy machine nearly all, so that the quickest tells. What the summary
    /// says of it is what the samples say.
    func expectNothingHeldBack(sourceLocation: SourceLocation = #_sourceLocation) {
        let fresh = trace.samples.filter { !$0.isBacklog && $0.stamp != nil }
        let waits = fresh.compactMap { sample in
            sample.decoded.flatMap { decoded in sample.arrival.map { decoded - $0 } }
        }
        .sorted()
        guard let shortest = waits.first else {
            Issue.record("no live frame", sourceLocation: sourceLocation)
            return
        }
        #expect(shortest < .milliseconds(20), sourceLocation: sourceLocation)
        let periods = Int((waits[waits.count / 2].milliseconds / 40).rounded())
        #expect(abs((summary.heldBackFrames.median ?? -9) - periods) <= 1, sourceLocation: sourceLocation)
    }
}
