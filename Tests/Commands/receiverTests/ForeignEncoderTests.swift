import Foundation
import LabModel
import LabTesting
import RunStore
import Testing

/// Streams that other encoders and muxers made of the lab's pictures, and streams that are not what they began as.
@Suite(.realTime, .serialized) struct ForeignEncoderTests {
    let receiver = BuiltExecutable("receiver")
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func render(_ name: String, frames: Int = 75, size: String = "640x360") async throws {
        let outcome = try await BuiltExecutable("streamer").run(
            ["render", "--frames", "\(frames)", "--fps", "25", "--size", size, "--bitrate", "3M", "--out", name],
            in: folder.path
        )
        try #require(outcome.exitCode == 0, "\(outcome.errors)")
    }

    private func shell(_ line: String) async throws -> BuiltExecutable.Outcome {
        try await BuiltExecutable.shell(line, in: folder.path)
    }

    private func sumsHold(_ frames: Summary.Frames) -> Bool {
        let expected = [frames.filled, frames.dropped, frames.unresolved].reduce(frames.marked) { $0 + ($1 ?? 0) }
        let decoded = frames.marked + frames.duplicated + frames.repeated + frames.backlog + frames.unreadable
        return frames.expected == expected && frames.decoded == decoded
    }

    private static let encoding = "-c:v libx264 -preset veryfast -bf 3 -b_strategy 0 -g 25 -b:v 3M -f mpegts"

    @Test func threeBidirectionalFramesInARow() async throws {
        try await render("marked.ts")
        let made = try await shell("ffmpeg -nostdin -v error -i marked.ts \(Self.encoding) b.ts")
        try #require(made.exitCode == 0, "\(made.errors)")
        let outcome = try await receiver.run(["b.ts", "--json"], in: folder.path)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let summary = try SummaryJSON.decode(outcome.output)
        #expect(summary.frames.marked == 75)
        #expect(summary.frames.dropped == 0)
        #expect(summary.frames.outOfOrder == 0)
        #expect(summary.frames.duplicated == 0)
        #expect(sumsHold(summary.frames))
    }

    @Test func threeBidirectionalFramesInARowAsTheyCome() async throws {
        try await render("marked.ts")
        let outcome = try await shell(
            "ffmpeg -nostdin -v error -re -i marked.ts \(Self.encoding) -flush_packets 1 - "
                + "| '\(receiver.path)' - --clock none --json"
        )
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let summary = try SummaryJSON.decode(outcome.output)
        #expect(summary.frames.marked == 75)
        #expect(summary.frames.dropped == 0)
        #expect(summary.frames.unresolved == 0)
        #expect(summary.frames.outOfOrder == 0)
        #expect(summary.frames.duplicated == 0)
        #expect(sumsHold(summary.frames))
        #expect(summary.media.width == 640)
        #expect(summary.media.height == 360)
        #expect(summary.media.fps == 25)
        // Pictures that wait for each other are no overload; a queue of more than two frames, on a busy machine, is.
        if summary.warnings.contains(where: { $0.code == .receiverOverloaded }) {
            #expect(try #require(summary.receiver.maxDecodeQueueMs) > 80)
        }
        let held = try #require(summary.heldBackFrames.median)
        #expect(held >= 1)
        #expect(summary.frameDelayMs == nil)
        #expect(summary.run.endReason == .endOfStream)
    }

    @Test func twoAccessUnitsInEachPacket() async throws {
        try await render("marked.ts")
        let bytes = try TransportStreamPairing.pairing(Data(contentsOf: URL(filePath: folder.file("marked.ts"))))
        try bytes.write(to: URL(filePath: folder.file("pairs.ts")))
        let outcome = try await receiver.run(["pairs.ts", "--json"], in: folder.path)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let summary = try SummaryJSON.decode(outcome.output)
        #expect(summary.frames.marked == 75)
        #expect(summary.frames.dropped == 0)
        #expect(summary.frames.outOfOrder == 0)
        #expect(summary.events.contains { $0.code == "decoder_mode" })
        #expect(sumsHold(summary.frames))
    }

    @Test func anotherSizeMidway() async throws {
        try await render("small.ts", frames: 25)
        try await render("large.ts", frames: 25, size: "1280x720")
        let joined = try await shell("cat small.ts large.ts > both.ts")
        try #require(joined.exitCode == 0)
        let outcome = try await receiver.run(["both.ts", "--json"], in: folder.path)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let summary = try SummaryJSON.decode(outcome.output)
        #expect(summary.frames.decoded == 50)
        #expect(summary.frames.unreadable == 0)
        #expect(summary.events.count { $0.code == "resolution_changed" } == 1)
        #expect(summary.warnings.contains { $0.code == .resolutionChanged })
        #expect(summary.media.width == 1_280)
        #expect(outcome.errors.contains("last: From 640x360 to 1280x720. Pin"))
        #expect(sumsHold(summary.frames))
    }

    @Test func aFileThatIsCutOff() async throws {
        try await render("marked.ts")
        let whole = try Data(contentsOf: URL(filePath: folder.file("marked.ts")))
        try whole.prefix(whole.count / 2).write(to: URL(filePath: folder.file("cut.ts")))
        let outcome = try await receiver.run(["cut.ts", "--json"], in: folder.path)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let summary = try SummaryJSON.decode(outcome.output)
        #expect((25...50).contains(summary.frames.marked))
        #expect(summary.frames.dropped == 0)
        #expect(sumsHold(summary.frames))
    }

    @Test func aFileHasNoClockWhateverItsUserSays() async throws {
        try await render("marked.ts", frames: 25)
        let outcome = try await receiver.run(["marked.ts", "--clock", "same-host", "--json"], in: folder.path)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let summary = try SummaryJSON.decode(outcome.output)
        #expect(summary.clock.method == .none)
        #expect(summary.frameDelayMs == nil)
        #expect(summary.signalDelayMs == nil)
    }
}
