import Foundation
import LabModel
import LabTesting
import RunStore
import Testing

/// Files and pictures that were recorded before: what they show of themselves, and nothing else.
@Suite(.serialized) struct RecordedFileTests {
    static let frames = 40

    let receiver = BuiltExecutable("receiver")
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func render() async throws {
        let outcome = try await BuiltExecutable("streamer").run(
            ["render", "--frames", "\(Self.frames)", "--fps", "25", "--image-size", "0", "--out", "marked.ts"],
            in: folder.path
        )
        try #require(outcome.exitCode == 0, "\(outcome.errors)")
    }

    /// Makes a file of the marked one.
    private func convert(_ name: String, _ arguments: String) async throws {
        let made = try await BuiltExecutable.shell(
            "ffmpeg -nostdin -v error -i marked.ts \(arguments) \(name)",
            in: folder.path
        )
        try #require(made.exitCode == 0, "\(made.errors)")
    }

    private func summary(_ name: String, exitCode: Int32 = 0) async throws -> Summary {
        let outcome = try await receiver.run([name, "--json"], in: folder.path)
        #expect(outcome.exitCode == exitCode, "\(outcome.errors)")
        return try SummaryJSON.decode(outcome.output)
    }

    private func near(_ value: Double?, _ expected: Double) -> Bool {
        value.map { abs($0 - expected) < 0.01 } ?? false
    }

    /// What needs a clock or an arrival is not known of a file.
    private func expectNoDelays(_ summary: Summary) {
        #expect(summary.frameDelayMs == nil && summary.arrivalDelayMs == nil && summary.signalDelayMs == nil)
        #expect(summary.jitterMs == nil && summary.driftMsPerMin == nil && summary.playout?.leastDelayNoStallMs == nil)
        #expect(summary.clock.offsetMs == nil && summary.frames.backlog == 0)
    }

    @Test(arguments: ["ts", "mp4", "mov", "mkv", "avi", "flv"])
    func everyContainerGivesTheSame(container: String) async throws {
        try await render()
        let name = "copy.\(container)"
        try await convert(name, "-c copy")
        let summary = try await summary(name)
        #expect(summary.frames.decoded == Self.frames && summary.frames.marked == Self.frames)
        #expect(summary.frames.expected == Self.frames && summary.frames.dropped == 0)
        #expect(near(summary.frameRate.meanFps, 25), "\(summary.frameRate)")
        #expect(near(summary.frameRate.harmonicFps, 25))
        #expect(summary.freezes.count == 0)
        expectNoDelays(summary)
    }

    @Test func aHoleIsDroppedFramesAndAFreeze() async throws {
        try await render()
        let hole = "\"select='not(between(n,10,19))'\""
        try await convert("hole.mp4", "-vf \(hole) -vsync vfr -c:v libx264 -preset ultrafast")
        let summary = try await summary("hole.mp4")
        #expect(summary.frames.marked == 30 && summary.frames.dropped == 10 && summary.frames.expected == 40)
        #expect(near(summary.frameRate.meanFps, 29 / 1.56))
        #expect(summary.freezes.count == 1 && near(summary.freezes.totalMs, 440))
        expectNoDelays(summary)
    }

    @Test func aRateThatChangesIsShownAsItIs() async throws {
        try await render()
        let times = "setpts='if(lt(N,20),N/25,0.8+(N-20)/50)/TB'"
        let encoding = "-vsync passthrough -enc_time_base -1 -c:v libx264 -preset ultrafast"
        try await convert("faster.mkv", "-vf \"\(times)\" \(encoding)")
        let summary = try await summary("faster.mkv")
        #expect(summary.frames.marked == 40 && summary.frames.dropped == 0)
        #expect(near(summary.frameRate.meanFps, 39 / 1.18), "\(summary.frameRate)")
        #expect(summary.freezes.count == 0)
    }

    @Test func picturesShownTwiceAreRepeated() async throws {
        try await render()
        try await convert("twice.mp4", "-vf fps=50 -c:v libx264 -preset ultrafast")
        let summary = try await summary("twice.mp4")
        #expect(summary.frames.marked == 40 && summary.frames.decoded == 40 + summary.frames.repeated)
        #expect((39...40).contains(summary.frames.repeated))
        #expect(near(summary.frameRate.meanFps, 25))
        #expect(summary.freezes.count == 0)
    }

    @Test func picturesThatCountUpHaveNoTimes() async throws {
        try await render()
        try await convert("img_%04d.png", "-frames:v 12 -start_number 3")
        let summary = try await summary("img_%04d.png")
        #expect(summary.frames.decoded == 12 && summary.frames.marked == 12 && summary.frames.dropped == 0)
        #expect(summary.frameRate.meanFps == nil && summary.frameRate.periods.isEmpty && summary.freezes.count == 0)
        #expect(summary.media.fps == nil && summary.run.durationS == nil)
        expectNoDelays(summary)
    }

    @Test(arguments: ["png", "jpg", "bmp"])
    func onePictureIsOneFrame(kind: String) async throws {
        try await render()
        try await convert("one.\(kind)", "-frames:v 1 -q:v 3")
        let summary = try await summary("one.\(kind)")
        #expect(summary.frames.decoded == 1 && summary.frames.marked == 1 && summary.frames.expected == 1)
        #expect(summary.frameRate.meanFps == nil && summary.freezes.count == 0)
        expectNoDelays(summary)
    }

    @Test func whatWasCutOffGivesWhatIsThere() async throws {
        try await render()
        try await convert("whole.mkv", "-c copy")
        let whole = try Data(contentsOf: URL(filePath: folder.file("whole.mkv")))
        try whole.prefix(whole.count / 2).write(to: URL(filePath: folder.file("half.mkv")))
        let summary = try await summary("half.mkv")
        #expect((5...35).contains(summary.frames.marked))
        #expect(summary.frames.expected == summary.frames.marked && summary.frames.dropped == 0)
        #expect(near(summary.frameRate.meanFps, 25))
    }

    struct DeadEnd: Sendable, CustomTestStringConvertible {
        var name: String
        var bytes: Data
        var error: String

        var testDescription: String { name }
    }

    static let deadEnds = [
        DeadEnd(
            name: "nothing.mp4",
            bytes: Data(),
            error: "no media, but an empty file: nothing.mp4. Give the address of the stream itself, such as …/live.ts"
        ),
        DeadEnd(
            name: "prose.mp4",
            bytes: Data("Dear reader,\nthis is a letter.\n".utf8),
            error: "no media, but text: prose.mp4. Give the address of the stream itself, such as …/live.ts"
        ),
        DeadEnd(
            name: "missing_%04d.png",
            bytes: Data(),
            error: "cannot open the stream: "
        ),
    ]

    @Test(arguments: deadEnds)
    func aDeadEndIsSaidSo(_ end: DeadEnd) async throws {
        if !end.name.contains("%") {
            try end.bytes.write(to: URL(filePath: folder.file(end.name)))
        }
        let outcome = try await receiver.run([end.name], in: folder.path)
        #expect(outcome.exitCode == 1)
        #expect(outcome.output == "")
        let last = outcome.errors.split(separator: "\n").last.map(String.init) ?? ""
        #expect(last.hasPrefix("receiver: " + end.error), "\(last)")
    }

    @Test func anMP4WithoutItsIndexIsCutOff() async throws {
        try await render()
        try await convert("whole.mp4", "-c copy")
        let whole = try Data(contentsOf: URL(filePath: folder.file("whole.mp4")))
        try whole.prefix(whole.count / 2).write(to: URL(filePath: folder.file("half.mp4")))
        let outcome = try await receiver.run(["half.mp4"], in: folder.path)
        #expect(outcome.exitCode == 1)
        let last = outcome.errors.split(separator: "\n").last.map(String.init) ?? ""
        #expect(last.hasPrefix("receiver: the mov media is cut off or damaged: "), "\(last)")
        #expect(last.contains("moov atom not found"))
    }

    @Test func aPictureWithoutAMarkIsDoneInPart() async throws {
        try await TestMedia.make(
            folder.file("plain.png"),
            ["-f", "lavfi", "-i", "testsrc2=size=320x240", "-frames:v", "1"]
        )
        let summary = try await summary("plain.png", exitCode: 3)
        #expect(summary.frames.marked == 0 && summary.frames.unreadable == 1 && summary.frames.expected == nil)
        #expect(summary.run.endReason == .noMark)
    }
}
