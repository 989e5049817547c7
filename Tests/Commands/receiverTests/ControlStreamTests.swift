import Foundation
import Glibc
import LabModel
import LabTesting
import Machine
import RunStore
import Testing

/// The receiver with a control stream, against the real streamer.
@Suite(.serialized) struct ControlStreamTests {
    let receiver = BuiltExecutable("receiver")
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func run(_ arguments: [String]) async throws -> (summary: Summary, exitCode: Int32) {
        let outcome = try await receiver.run(arguments + ["--json", "--id", "run"], in: folder.path)
        try #require(!outcome.output.isEmpty, "\(outcome.errors)")
        return (try SummaryJSON.decode(outcome.output), outcome.exitCode)
    }

    private func trace() throws -> Trace {
        let store = try RunStore.open(folder.file("glasslab.sqlite"), mode: .readOnly)
        return try store.trace(of: store.run(named: "run"))
    }

    private func decodings(_ samples: [Sample]) -> [FrameNumber: WallTime] {
        let seen = samples.compactMap { sample in sample.stamp?.number.flatMap { n in sample.decoded.map { (n, $0) } } }
        return Dictionary(seen) { first, _ in first }
    }

    /// A control of the very stream under test: what differs is only which of two threads came first.
    @Test func theSameStreamAsItsOwnControlIsNeitherAheadNorBehind() async throws {
        let (summary, exitCode) = try await ServingStreamer.serving { streamer in
            try await run([streamer.url("/live.ts"), "--control", streamer.url("/live.ts"), "--duration", "3"])
        }
        #expect(exitCode == 0)
        #expect(summary.frames.dropped == 0)
        #expect(!summary.events.contains { $0.code.hasPrefix("control_") })
        let trace = try trace()
        #expect(trace.controlKind == .stream)
        let control = decodings(trace.control)
        // The measured frames: after join, up to the end.
        let differences = trace.samples.filter { !$0.isBacklog }.compactMap { sample -> Double? in
            guard let decoded = sample.decoded, let number = sample.stamp?.number else { return nil }
            return control[number].map { (decoded - $0).milliseconds }
        }
        #expect(differences.count >= summary.frames.marked)
        let median = differences.sorted()[differences.count / 2]
        // Far under the 40 ms of a frame.
        #expect(abs(median) < 8)
        // Both by one clock, known for both from the first frame on.
        #expect(trace.control.allSatisfy { $0.clockOffset == .zero && $0.clockErrorBound == .zero })
    }
}
