import Foundation
import LabModel
import LabTesting
import Machine
import Testing

@testable import Scoring

/// Pairs of files that agree, disagree, or break midway.
@Suite struct FilePairsTests {
    private static let size = PixelSize(width: 65, height: 47)

    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func write(_ clip: PlainClip, _ name: String) throws -> String {
        try clip.write(to: folder.file(name))
        return folder.file(name)
    }

    private func score(_ distorted: String, _ reference: String) throws -> OfflineScorer.Outcome {
        try OfflineScorer(QualitySettings(metrics: [.psnr]), clock: SystemClock()).score(distorted, against: reference)
    }

    private func shell(_ line: String) async throws {
        let made = try await BuiltExecutable.shell(line, in: folder.path)
        try #require(made.exitCode == 0, "\(made.errors)")
    }

    private func expect(_ outcome: OfflineScorer.Outcome, _ expected: [Double]) {
        #expect(outcome.facts.frames.map(\.number.rawValue) == (0..<expected.count).map(UInt32.init))
        for (frame, psnr) in zip(outcome.facts.frames, expected) {
            #expect(abs((frame.scores.psnrY ?? 0) - psnr) < 1e-6, "\(frame.scores) \(psnr)")
        }
    }

    // MARK: Lent and converted

    @Test func oddSizesAreComparedAsTheyAre() throws {
        let clip = PlainClip(size: Self.size)
        var worse = clip
        worse.lostBits = 4
        let outcome = try score(write(worse, "b.y4m"), write(clip, "a.y4m"))
        expect(outcome, (0..<3).map { clip.psnr($0, beside: worse) })
        #expect(outcome.events.isEmpty && outcome.facts.bitDepth == 8)
    }

    @Test(arguments: ["smpte170m", "bt709", "bt2020nc", "unknown"])
    func whatAgreesIsComparedAsItIs(matrix: String) async throws {
        let clip = PlainClip(size: Self.size, depth: 10)
        var worse = clip
        worse.lostBits = 5
        _ = try (write(clip, "a.y4m"), write(worse, "b.y4m"))
        for name in ["a", "b"] {
            let colours = "-colorspace \(matrix) -color_range pc"
            try await shell("ffmpeg -nostdin -v error -i \(name).y4m -c:v ffv1 \(colours) \(name).mkv")
        }
        let outcome = try score(folder.file("b.mkv"), folder.file("a.mkv"))
        expect(outcome, (0..<3).map { clip.psnr($0, beside: worse) })
        #expect(outcome.events.isEmpty && outcome.facts.bitDepth == 10, "\(outcome.events)")
    }

    @Test func fewerBitsBecomeTheReferences() throws {
        let deep = PlainClip(size: Self.size, depth: 10)
        let outcome = try score(write(PlainClip(size: Self.size), "b.y4m"), write(deep, "a.y4m"))
        // The same waves without what the two low bits say.
        var cut = deep
        cut.lostBits = 2
        expect(outcome, (0..<3).map { deep.psnr($0, beside: cut) })
        #expect(outcome.facts.bitDepth == 10)
        #expect(outcome.events.map(\.code) == ["quality_converted"])
        #expect(
            outcome.events.first?.text
                == "The scored file's pictures, yuv420p 65x47 of 8 bits, any matrix limited, are compared as 65x47 of 10 "
                + "bits, any matrix limited."
        )
    }

    @Test func surplusBitsAreRounded() throws {
        let plain = PlainClip(size: Self.size)
        let deep = PlainClip(size: Self.size, depth: 10)
        let outcome = try score(write(deep, "b.y4m"), write(plain, "a.y4m"))
        let expected = (0..<3).map { number in
            plain.psnr(plain.planes(number)[0], beside: deep.planes(number)[0].map { min(255, ($0 + 2) >> 2) })
        }
        expect(outcome, expected)
        #expect(outcome.facts.bitDepth == 8)
    }

    @Test func otherSizesAreScaledToOddOnes() throws {
        let reference = PlainClip(size: Self.size)
        let twice = PlainClip(size: PixelSize(width: 130, height: 94))
        let outcome = try score(write(twice, "b.y4m"), write(reference, "a.y4m"))
        #expect(outcome.facts.frames.count == 3)
        #expect(outcome.facts.frames.allSatisfy { ($0.scores.psnrY ?? 0) > 5 })
    }

    @Test func anotherRangeIsConverted() async throws {
        _ = try write(PlainClip(size: Self.size, lostBits: 3), "a.y4m")
        // libswscale's own conversion to full range, undone by ours: what is lost is rounding.
        try await shell(
            "ffmpeg -nostdin -v error -i a.y4m -vf scale=in_range=tv:out_range=pc -color_range pc -c:v ffv1 b.mkv"
        )
        let outcome = try score(folder.file("b.mkv"), folder.file("a.y4m"))
        #expect(outcome.events.map(\.code) == ["quality_converted"])
        #expect(outcome.facts.frames.allSatisfy { ($0.scores.psnrY ?? 0) > 45 }, "\(outcome.facts.frames)")
    }

    @Test(arguments: ["rgb24", "yuyv422", "yuv420p10be"])
    func whatIsConvertedWhileItIsDecodedIsSaid(format: String) async throws {
        _ = try write(PlainClip(size: PixelSize(width: 64, height: 48)), "a.y4m")
        let codec = format == "rgb24" ? "ffv1 -pix_fmt bgr0" : "rawvideo -pix_fmt \(format)"
        try await shell("ffmpeg -nostdin -v error -i a.y4m -c:v \(codec) b.nut")
        let own = format == "rgb24" ? "bgr0" : format
        let outcome = try score(folder.file("b.nut"), folder.file("a.y4m"))
        let texts = outcome.events.map { "\($0.code): \($0.text)" }
        #expect(texts.count == 1)
        #expect(
            texts.first?.hasPrefix(
                "quality_converted: The scored file's pictures, \(own) 64x48, are compared as 64x48 of 8 bits, "
            ) == true,
            "\(texts)"
        )
        let reverse = try score(folder.file("a.y4m"), folder.file("b.nut"))
        #expect(reverse.events.first?.text.hasPrefix("The reference's pictures, \(own) 64x48, ") == true)
    }

    @Test func aFileThatChangesMidwayIsSaidOncePerKind() async throws {
        let encode = "-frames:v 3 -c:v mpeg2video -bf 0 -f mpegts"
        try await shell(
            """
            ffmpeg -nostdin -v error -f lavfi -i testsrc2=size=320x240:rate=25 \(encode) a.ts &&
            ffmpeg -nostdin -v error -f lavfi -i testsrc2=size=160x120:rate=25 \(encode) b.ts &&
            cat a.ts b.ts >both.ts && cat a.ts a.ts >same.ts
            """
        )
        let outcome = try score(folder.file("both.ts"), folder.file("same.ts"))
        let changes = outcome.events.filter { $0.code == "quality_converted" }.map(\.text)
        #expect(changes.count == 1, "\(outcome.events)")
        let scaled = try #require(outcome.facts.frames.first { ($0.scores.psnrY ?? 0) < 60 })
        #expect(
            changes.first?.hasPrefix(
                "The scored file's pictures from number \(scaled.number.rawValue) on, yuv420p 160x120 "
            )
                == true,
            "\(changes)"
        )
    }

    // MARK: Broken midway

    /// Six JPEG pictures in a file, one of which is none.
    private func brokenAt(_ number: Int, _ name: String) async throws -> String {
        try await shell(
            "ffmpeg -nostdin -v error -f lavfi -i testsrc2=size=64x48:rate=25 -frames:v 6 -c:v mjpeg -q:v 3 whole.mkv"
        )
        var bytes = try [UInt8](Data(contentsOf: URL(filePath: folder.file("whole.mkv"))))
        let starts = bytes.indices.dropLast(2).filter { Array(bytes[$0..<$0 + 3]) == [0xFF, 0xD8, 0xFF] }
        try #require(starts.count == 6)
        for index in starts[number]..<starts[number] + 300 {
            bytes[index] = 0
        }
        try Data(bytes).write(to: URL(filePath: folder.file(name)))
        return folder.file(name)
    }

    @Test func aPictureThatCannotBeDecodedEndsScoring() async throws {
        let broken = try await brokenAt(3, "broken.mkv")
        let outcome = try score(broken, folder.file("whole.mkv"))
        #expect(outcome.facts.frames.map(\.scores.psnrY) == [60, 60, 60])
        #expect(outcome.endReason == .stalled)
        #expect(
            outcome.events.map { "\($0.code): \($0.text)" } == [
                "quality_ended: Scoring ended after 3 pictures: a picture after the first 3 cannot be decoded, and nothing "
                    + "tells the places of those behind it: \(broken). Score a whole file"
            ]
        )
    }

    @Test func aReferenceThatCannotBeDecodedEndsScoring() async throws {
        let broken = try await brokenAt(4, "broken.mkv")
        let outcome = try score(folder.file("whole.mkv"), broken)
        #expect(outcome.facts.frames.map(\.scores.psnrY) == [60, 60, 60, 60])
        #expect(outcome.endReason == .stalled && outcome.events.map(\.code) == ["quality_ended"])
    }

    @Test func withVMAFScoringEndsBeforeTheLastPictureWhoseNextIsKnown() async throws {
        let (whole, broken) = (folder.file("whole.mkv"), try await brokenAt(4, "broken.mkv"))
        let settings = QualitySettings(metrics: [.psnr, .vmaf])
        let scorer = OfflineScorer(settings, clock: SystemClock())
        let (cut, all) = (try scorer.score(whole, against: broken), try scorer.score(whole, against: whole))
        #expect(all.facts.frames.count == 6 && all.facts.frames.allSatisfy { $0.scores.vmaf != nil })
        // Each has the score that it has in the whole file.
        #expect(cut.facts.frames == Array(all.facts.frames.prefix(3)))
        #expect(cut.endReason == .stalled && cut.events.map(\.code) == ["quality_ended"], "\(cut.events)")
    }

    @Test func whereNothingCanBeScoredNothingIsKept() async throws {
        let broken = try await brokenAt(0, "broken.mkv")
        let whole = folder.file("whole.mkv")
        for (distorted, reference) in [(broken, whole), (whole, broken)] {
            #expect(throws: ScoringError.pictureLost(path: broken, after: 0)) { try score(distorted, reference) }
        }
    }

    @Test func aDamagedPictureIsScoredAndADamagedReferenceIsNot() async throws {
        let path = folder.file("whole.mkv")
        try PlantedStream.encode(PlantedStream().pictures(Array(0..<8)), bitrate: 4_000_000, to: path)
        var bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
        for index in bytes.count * 3 / 4..<bytes.count * 3 / 4 + 24 {
            bytes[index] = 0xA5
        }
        let damaged = folder.file("damaged.mkv")
        try Data(bytes).write(to: URL(filePath: damaged))
        let asPicture = try score(damaged, path)
        #expect(asPicture.facts.frames.count == 8 && asPicture.endReason == .endOfStream)
        #expect(asPicture.facts.frames.contains { ($0.scores.psnrY ?? 60) < 50 })
        #expect(
            asPicture.events.map(\.text) == [
                "1 of the scored pictures are damaged: they are scored as they were mended."
            ]
        )
        let asReference = try score(path, damaged)
        #expect(asReference.facts.frames.allSatisfy { $0.scores.psnrY == 60 } && asReference.facts.frames.count < 8)
        #expect(asReference.endReason == .stalled && asReference.events.first?.text.contains("is damaged") == true)
    }

    @Test func anotherShapeMidwayEndsScoring() async throws {
        let encode = "-frames:v 3 -c:v mpeg2video -bf 0 -f mpegts"
        try await shell(
            """
            ffmpeg -nostdin -v error -f lavfi -i testsrc2=size=320x240:rate=25 \(encode) a.ts &&
            ffmpeg -nostdin -v error -f lavfi -i testsrc2=size=480x240:rate=25 \(encode) b.ts &&
            cat a.ts b.ts >both.ts && cat a.ts a.ts >same.ts
            """
        )
        let outcome = try score(folder.file("both.ts"), folder.file("same.ts"))
        #expect(!outcome.facts.frames.isEmpty && outcome.facts.frames.allSatisfy { $0.scores.psnrY == 60 })
        #expect(outcome.endReason == .stalled)
        let end = try #require(outcome.events.last)
        #expect(
            end.code == "quality_ended"
                && end.text.contains("pictures of 480x240 have another shape than the reference of 320x240"),
            "\(outcome.events)"
        )
    }

    @Test func tooManyPairsAreSaid() throws {
        let path = try write(PlainClip(size: Self.size, count: 5), "a.y4m")
        func outcome(_ limit: Int, everyN: Int = 1) throws -> (OfflineScorer.Outcome, done: Int) {
            var settings = QualitySettings(metrics: [.psnr])
            settings.everyN = everyN
            var pairs = try FilePairs(settings, files: (path, path), limit: limit, clock: SystemClock())
            while try pairs.step() {}
            return (pairs.finish(), pairs.done)
        }
        let cut = try outcome(3)
        #expect(cut.0.facts.frames.count == 3 && cut.0.endReason == .frameLimit && cut.done == 3)
        #expect(cut.0.events.map(\.text) == ["Only the first 3 pairs of pictures were scored."])
        #expect(cut.0.events.map(\.code) == ["quality_full"])
        let whole = try outcome(5)
        #expect(whole.0.facts.frames.count == 5 && whole.0.endReason == .endOfStream && whole.0.events.isEmpty)
        let sampled = try outcome(3, everyN: 2)
        #expect(sampled.0.facts.frames.count == 3 && sampled.0.events.isEmpty && sampled.done == 5)
    }
}
