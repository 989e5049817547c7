import Foundation
import Glibc
import LabModel
import LabTesting
import Machine
import RunStore
import Testing

/// The receiver with a control stream, against the real streamer.
@Suite(.realTime, .serialized) struct ControlStreamTests {
    let receiver = BuiltExecutable("receiver")
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func run(_ arguments: [String]) async throws -> (summary: Summary, exitCode: Int32) {
        let outcome = try await receiver.run(
            // The frame that ends the run may come late; it is waited for no longer than until it is there.
            arguments + ["--drain", "120", "--json", "--id", "run"],
            in: folder.path
        )
        try #require(!outcome.output.isEmpty, "\(outcome.errors)")
        return (try SummaryJSON.decode(outcome.output), outcome.exitCode)
    }

    private func trace() throws -> Trace {
        let store = try RunStore.open(folder.file("glasslab.sqlite"), mode: .readOnly)
        return try store.trace(of: store.run(named: "run"))
    }

    /// A control of the very stream under test: what differs is only which of two threads came first.
    @Test func theSameStreamAsItsOwnControlIsNeitherAheadNorBehind() async throws {
        let (summary, exitCode) = try await ServingStreamer.serving { streamer in
            try await run([streamer.url("/live.ts"), "--control", streamer.url("/live.ts"), "--duration", "8"])
        }
        #expect(exitCode == 0)
        #expect(summary.frames.dropped == 0)
        #expect(!summary.events.contains { $0.code.hasPrefix("control_") })
        let trace = try trace()
        #expect(trace.controlKind == .stream)
        let relative = try #require(summary.relativeToControlMs)
        // The control is connected a moment later: what was sent before that is its backlog, and nothing else is.
        #expect(relative.matched + relative.onlyTest == summary.frames.marked)
        let joined = try #require(trace.controlJoins.first)
        let sentBefore = trace.samples.count { sample in
            !sample.isBacklog && (sample.stamp?.time).map { $0 < joined } == true
        }
        #expect(relative.onlyTest <= sentBefore + 1)
        let joins = trace.controlJoins
        #expect(joins.count == 1 && joins.allSatisfy { $0 >= trace.join ?? $0 })
        #expect(relative.onlyControl == 0)
        // Far under the 40 ms of a frame.
        #expect(abs(try #require(relative.values.p50)) < 8)
        #expect(abs(try #require(summary.relativeSignalMs?.values.p50)) < 8)
        #expect(summary.relativeAtInstantMs == nil)
        // Both by one clock, known for both from the first frame on: what one machine's clock is slewed by, and no more.
        for sample in trace.samples + trace.control {
            #expect(abs(try #require(sample.clockOffset).milliseconds) < 1)
            #expect(sample.clockErrorBound == .zero)
        }
    }

    /// A control that was killed and comes back with another stream id: the run goes on as if nothing had happened.
    @Test func aControlThatDiesAndComesBackChangesNothing() async throws {
        let port = try LoopbackPort.free()
        let (summary, exitCode) = try await ServingStreamer.serving { streamer in
            let running = try await ServingStreamer.serving(port: port) { control in
                let running = Task {
                    try await run([streamer.url("/live.ts"), "--control", control.url("/live.ts"), "--duration", "30"])
                }
                try await StoredSamples.wait(in: folder.file("glasslab.sqlite")) { trace in
                    trace.control.count >= 10 && trace.samples.count >= 10
                }
                kill(control.process, SIGKILL)
                return running
            }
            return try await ServingStreamer.serving(port: port) { _ in try await running.value }
        }
        #expect(exitCode == 3)
        #expect(summary.frames.marked == summary.frames.expected)
        #expect(summary.frames.dropped == 0)
        #expect(summary.reconnects.count == 0)
        let codes = summary.events.map(\.code)
        #expect(codes.contains("control_failed"))
        #expect(codes.contains("control_reconnected"))
        #expect(codes.contains("control_epoch"))
        // Frames are matched by stream id too: two streams have nothing in common.
        let relative = try #require(summary.relativeToControlMs)
        #expect(relative.matched == 0)
        #expect(relative.onlyTest == summary.frames.marked)
        #expect(codes.last == "control_missing")
        #expect(try trace().controlJoins.count == 2)
    }
}
