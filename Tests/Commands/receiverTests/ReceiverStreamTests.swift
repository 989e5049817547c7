import Foundation
import Glibc
import LabModel
import LabTesting
import Machine
import RunStore
import Testing

/// The receiver against the real streamer and files that it made.
@Suite(.realTime, .serialized) struct ReceiverStreamTests {
    let receiver = BuiltExecutable("receiver")
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func run(_ arguments: String...) async throws -> (summary: Summary, exitCode: Int32) {
        try await run(arguments)
    }

    private func run(_ arguments: [String]) async throws -> (summary: Summary, exitCode: Int32) {
        let outcome = try await receiver.run(arguments + ["--json"], in: folder.path)
        try #require(!outcome.output.isEmpty, "\(outcome.errors)")
        return (try SummaryJSON.decode(outcome.output), outcome.exitCode)
    }

    private func sumsHold(_ frames: Summary.Frames) -> Bool {
        let expected = [frames.filled, frames.dropped, frames.unresolved].reduce(frames.marked) { $0 + ($1 ?? 0) }
        let decoded = frames.marked + frames.duplicated + frames.repeated + frames.backlog + frames.unreadable
        return frames.expected == expected && frames.decoded == decoded
    }

    private func render(_ name: String) async throws {
        let outcome = try await BuiltExecutable("streamer").run(
            ["render", "--frames", "50", "--fps", "25", "--image-size", "0", "--out", folder.file(name)],
            in: folder.path
        )
        try #require(outcome.exitCode == 0, "\(outcome.errors)")
    }

    @Test func everyFrameOfAStreamIsReadAndStored() async throws {
        try await ServingStreamer.serving { streamer in
            let (summary, exitCode) = try await run(
                streamer.url("/live.ts"),
                "--duration",
                "2",
                // The frame that ends the run may come late; it is waited for no longer than until it is there.
                "--drain",
                "120",
                "--out",
                "samples.csv",
                "--id",
                "whole"
            )
            #expect(exitCode == 0)
            // From join to two seconds behind the first picture, which comes some milliseconds after join; a tick that a
            // busy machine skips uses no number, and one more may be skipped that the streamer's figures do not hold.
            // Where it could not be asked for them, nobody knows how many.
            let startup = try #require(summary.startupMs.firstMark)
            let skipped = summary.streamer?.skipped
            let least = skipped.map { 50 - $0 - ($0 > 0 ? 1 : 0) } ?? 1
            let sent = try #require(summary.frames.expected)
            #expect((least...51 + Int(startup / 40)).contains(sent), "\(String(describing: skipped)) skipped")
            #expect(summary.frames.marked == summary.frames.expected)
            #expect(summary.frames.dropped == 0)
            #expect(sumsHold(summary.frames))
            #expect(summary.clock.method == .sameHost)
            let rows = try String(contentsOfFile: folder.file("samples.csv"), encoding: .utf8).split(separator: "\r\n")
            // The frame that ended the run is stored, and counts nowhere.
            let store = try RunStore.open(folder.file("glasslab.sqlite"), mode: .readOnly)
            #expect(rows.count == (try store.samples(of: store.run(named: "whole")).count) + 1)
            #expect(rows.count >= summary.frames.decoded + 1)
        }
    }

    /// A streamer may serve for days before a run: how it did then is not the run's.
    @Test func theStreamersFiguresAreThoseOfTheRun() async throws {
        try await ServingStreamer.serving(ProtocolRun.picture) { streamer in
            let url = streamer.url("/live.ts")
            let first = try await run(url, "--duration", "60", "--frame-limit", "40").summary.streamer
            let second = try await run(url, "--duration", "60", "--frame-limit", "40").summary.streamer
            let metrics = try await BuiltExecutable.shell("curl -sf \(streamer.url("/metrics"))").output
            let counters = try #require(StreamerMetricsText.decode(metrics))
            let ticks = [try #require(first?.ticks), try #require(second?.ticks)]
            // Frames that were sent before a run may be among its first ones.
            #expect(ticks.allSatisfy { $0 >= 10 } && ticks[0] + ticks[1] <= counters.ticks)
            #expect([first, second].allSatisfy { $0?.encodeMs?.p50 ?? 0 > 0 })
        }
    }

    @Test func aStreamThatComesBackIsOneRunOfTwoEpochs() async throws {
        let port = try LoopbackPort.free()
        let settings = ["--image-size", "0", "--gop", "0.2"]
        let result = try await ServingStreamer.serving(settings, port: port) { streamer in
            // However long the second process takes to serve, it is joined: the first one dies long before the limit.
            let limits = ["--duration", "240", "--frame-limit", "300", "--stall-limit", "120s"]
            let running = Task { try await run([streamer.url("/live.ts")] + limits) }
            try await StoredSamples.wait(for: 10, in: folder.file("glasslab.sqlite"))
            kill(streamer.process, SIGTERM)
            await withCheckedContinuation { continuation in
                ProcessWatch.whenEnded(streamer.process) { continuation.resume() }
            }
            return try await ServingStreamer.serving(settings, port: port) { _ in try await running.value }
        }
        #expect(result.exitCode == 0)
        #expect(result.summary.reconnects.count == 1)
        #expect(result.summary.reconnects.gapMs > 0)
        #expect(result.summary.events.contains { $0.code == "reconnected" })
        #expect(sumsHold(result.summary.frames))
        #expect(result.summary.frames.marked > 50)
        #expect(result.summary.events.contains { $0.code == "epoch" })
        // The second process cannot say what the first one counted; the marks of both can.
        #expect(result.summary.streamer?.ticks == nil && result.summary.streamer?.encodeMs == nil)
        #expect(result.summary.streamer?.latenessMs != nil)
    }

    @Test func aStreamThatDiesIsStoredAndDoneInPart() async throws {
        let result = try await ServingStreamer.serving { streamer in
            // Longer than a busy machine makes the living stream wait.
            let limits = ["--duration", "300", "--stall-limit", "15s"]
            let running = Task { try await run([streamer.url("/live.ts")] + limits) }
            try await StoredSamples.wait(for: 10, in: folder.file("glasslab.sqlite"))
            kill(streamer.process, SIGKILL)
            return try await running.value
        }
        #expect(result.exitCode == 3)
        #expect(result.summary.run.endReason == .stalled)
        #expect(result.summary.frames.marked > 0)
        #expect(sumsHold(result.summary.frames))
    }

    @Test(arguments: ["marked.ts", "marked.mp4"])
    func everyFrameOfAFileIsRead(_ name: String) async throws {
        try await render(name)
        let (summary, exitCode) = try await run(name)
        #expect(exitCode == 0)
        #expect(summary.frames.marked == 50)
        #expect(summary.frames.expected == 50)
        #expect(summary.frames.expectedMethod == .listed)
        #expect(summary.frames.unreadable == 0)
        #expect(summary.frameDelayMs == nil)
        #expect(summary.run.provider == "file")
        #expect(summary.run.endReason == .endOfStream)
    }

    @Test func aFileByItsAddressIsAFile() async throws {
        try await render("marked.ts")
        let (summary, exitCode) = try await run("file://\(folder.file("marked.ts"))")
        #expect(exitCode == 0)
        #expect(summary.frames.marked == 50)
        #expect(summary.run.provider == "file")
    }

    @Test func standardInputIsReadToItsEnd() async throws {
        try await render("marked.ts")
        let outcome = try await BuiltExecutable.shell(
            "'\(receiver.path)' - --clock none --json < marked.ts",
            in: folder.path
        )
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let summary = try SummaryJSON.decode(outcome.output)
        #expect(summary.frames.marked == 50)
        #expect(summary.frames.dropped == 0)
    }

    @Test func aFileIsCutByItsStamps() async throws {
        try await render("marked.ts")
        let (summary, exitCode) = try await run("marked.ts", "--duration", "1")
        #expect(exitCode == 0)
        #expect(summary.run.endReason == .duration)
        #expect(summary.frames.marked == 25)
        #expect(sumsHold(summary.frames))
    }

    @Test func aFullDiskEndsTheRunWithWhatIsStored() async throws {
        // A megabyte: room for the schema and a few samples.
        let mount = try await SmallDisk(kilobytes: 1_024)
        try await ServingStreamer.serving(["--image-size", "0", "--fps", "200", "--bitrate", "300k"]) { streamer in
            let outcome = try await receiver.run(
                [streamer.url("/live.ts"), "--duration", "120", "--db", mount.path + "/lab.sqlite"],
                in: folder.path
            )
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains("disk"), "\(outcome.errors)")
            try await mount.grow(toKilobytes: 65_536)
            let stored = try await SQLiteShell.run(mount.path + "/lab.sqlite", "SELECT count(*) FROM stream_data")
            #expect(try #require(Int(stored.split(separator: "\n")[0])) > 100)
        }
        try await mount.remove()
    }
}
