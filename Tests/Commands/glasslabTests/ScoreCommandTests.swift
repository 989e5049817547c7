import Foundation
import LabModel
import LabTesting
import RunStore
import Testing

/// `glasslab score`, from outside, on files made here.
@Suite(.serialized) struct ScoreCommandTests {
    private let glasslab = BuiltExecutable("glasslab")
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func score(_ arguments: String...) async throws -> BuiltExecutable.Outcome {
        try await glasslab.run(["score"] + arguments, in: folder.path)
    }

    private func shell(_ command: String) async throws {
        let made = try await BuiltExecutable.shell(command, in: folder.path)
        try #require(made.exitCode == 0, "\(made.errors)")
    }

    /// Ten marked frames, and what redrawing them needs.
    private func render() async throws {
        let arguments = ["render", "--frames", "10", "--fps", "25", "--image-size", "0", "--out", "a.mkv", "--json"]
        let outcome = try await BuiltExecutable("streamer").run(arguments, in: folder.path)
        try #require(outcome.exitCode == 0, "\(outcome.errors)")
        try Data(outcome.output.utf8).write(to: URL(filePath: folder.file("a.json")))
    }

    @Test func identicalFilesScoreTheMost() async throws {
        try await shell(
            "ffmpeg -nostdin -v error -f lavfi -i testsrc2=size=320x240:rate=25 -frames:v 8 -c:v ffv1 a.mkv"
        )
        let outcome = try await score(
            "--reference",
            "a.mkv",
            "--distorted",
            "a.mkv",
            "--marks",
            "none",
            "--quality",
            "psnr,ssim",
            "--id",
            "same",
            "--json"
        )
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let summary = try SummaryJSON.decode(outcome.output)
        let quality = try #require(summary.quality)
        #expect(quality.framesScored == 8 && quality.everyN == 1)
        #expect(quality.matched?.psnrYDb == 60 && quality.matched?.psnrYMseDb == 60)
        #expect(quality.matched?.ssimY == 1 && quality.matched?.vmaf == nil)
        #expect(quality.asDisplayed == nil && summary.frames.expected == nil)
        #expect(summary.run.provider == "file" && summary.run.endReason == .endOfStream)
        #expect(summary.run.settings["marks"] == .text("none"))
        let store = try RunStore.open(folder.file("glasslab.sqlite"), mode: .readOnly)
        let frames = try store.scoredFrames(of: store.run(named: "same"))
        #expect(frames.map(\.number.rawValue) == Array(0..<8))
        #expect(frames.allSatisfy { $0.scores.psnrY == 60 && $0.scores.ssimY == 1 })
        #expect(try store.summary(of: store.run(named: "same")) == summary)
    }

    @Test func aFileThatBreaksMidwayIsScoredUntilThere() async throws {
        try await shell(
            "ffmpeg -nostdin -v error -f lavfi -i testsrc2=size=64x48:rate=25 -frames:v 6 -c:v mjpeg -q:v 3 whole.mkv"
        )
        var bytes = try [UInt8](Data(contentsOf: URL(filePath: folder.file("whole.mkv"))))
        let starts = bytes.indices.dropLast(2).filter { Array(bytes[$0..<$0 + 3]) == [0xFF, 0xD8, 0xFF] }
        try #require(starts.count == 6)
        for index in starts[4]..<starts[4] + 300 {
            bytes[index] = 0
        }
        try Data(bytes).write(to: URL(filePath: folder.file("torn.mkv")))
        let files = ["--reference", "whole.mkv", "--distorted", "torn.mkv", "--marks", "none"]
        let outcome = try await glasslab.run(
            ["score"] + files + ["--quality", "psnr", "--id", "torn", "--json"],
            in: folder.path
        )
        #expect(outcome.exitCode == 3, "\(outcome.errors)")
        let summary = try SummaryJSON.decode(outcome.output)
        #expect(summary.quality?.framesScored == 4 && summary.quality?.matched?.psnrYDb == 60)
        #expect(summary.run.endReason == .stalled)
        #expect(summary.events.map(\.code) == ["quality_ended"])
        let store = try RunStore.open(folder.file("glasslab.sqlite"), mode: .readOnly)
        #expect(try store.scoredFrames(of: store.run(named: "torn")).count == 4)
    }

    @Test func aReportNamesBothFilesAndEveryScore() async throws {
        try await shell(
            """
            ffmpeg -nostdin -v error -f lavfi -i testsrc2=size=320x240:rate=25 -frames:v 8 -c:v ffv1 a.mkv &&
            ffmpeg -nostdin -v error -i a.mkv -c:v libx264 -crf 40 b.mp4
            """
        )
        let outcome = try await score(
            "--reference",
            "a.mkv",
            "--distorted",
            "b.mp4",
            "--marks",
            "none",
            "--quality",
            "psnr",
            "--id",
            "pair"
        )
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        #expect(
            outcome.output.hasPrefix("pair through file: b.mp4 beside a.mkv, 8 frames scored.\n"),
            "\(outcome.output)"
        )
        #expect(outcome.output.contains("\nmatched"))
        let exported = try await glasslab.run(["export", "pair", "--quality"], in: folder.path)
        #expect(exported.output.split(separator: "\r\n").count == 9)
    }

    @Test func aMarkedRecordingIsScoredByItsMarks() async throws {
        try await render()
        let outcome = try await score("a.mkv", "--stream", "a.json", "--quality", "psnr,ssim", "--json")
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let summary = try SummaryJSON.decode(outcome.output)
        #expect(summary.frames.marked == 10 && summary.quality?.framesScored == 10)
        #expect((summary.quality?.matched?.psnrYDb ?? 0) > 25 && (summary.quality?.matched?.ssimY ?? 0) > 0.8)
        #expect(summary.warnings.contains { $0.code == .syntheticContent })
        #expect(summary.run.id.hasPrefix("score-"))
    }

    @Test func withoutADescriptionTheRunIsStoredAndTold() async throws {
        try await render()
        let outcome = try await score("a.mkv", "--quality", "psnr", "--json")
        #expect(outcome.exitCode == 3, "\(outcome.errors)")
        let summary = try SummaryJSON.decode(outcome.output)
        #expect(summary.frames.marked == 10 && summary.quality?.matched == nil)
        #expect(summary.warnings.contains { $0.code == .noReference })
    }

    @Test func aRecordingWithoutMarksExitsWith3() async throws {
        try await shell(
            "ffmpeg -nostdin -v error -f lavfi -i testsrc2=size=320x240:rate=25 -frames:v 8 -c:v ffv1 a.mkv"
        )
        let outcome = try await score("a.mkv", "--quality", "psnr", "--json")
        #expect(outcome.exitCode == 3, "\(outcome.errors)")
        #expect(try SummaryJSON.decode(outcome.output).warnings.contains { $0.code == .noReference })
    }

    @Test(arguments: [["a.mkv"], ["--reference", "a.mkv", "--distorted", "a.mkv", "--marks", "none"]])
    func aFileThatIsNotThereIsSaid(arguments: [String]) async throws {
        let outcome = try await glasslab.run(["score"] + arguments + ["--quality", "psnr"], in: folder.path)
        #expect(outcome.exitCode == 1 && outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix("glasslab: ") && outcome.errors.contains("a.mkv"), "\(outcome.errors)")
    }
}
