import Foundation
import LabModel
import LabTesting
import Machine
import Media
import Testing

@testable import Scoring

/// Files scored against files.
@Suite struct OfflineScorerTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func file(
        _ name: String,
        _ numbers: [Int],
        bitrate: Int = 400_000,
        size: PixelSize = PlantedStream.size
    ) throws
        -> String
    {
        let path = folder.file(name)
        try PlantedStream.encode(PlantedStream(size: size).pictures(numbers), bitrate: bitrate, to: path)
        return path
    }

    private func scorer(_ metrics: Set<QualityMetric> = [.psnr, .ssim], everyN: Int = 1) -> OfflineScorer {
        var settings = QualitySettings(metrics: metrics)
        settings.everyN = everyN
        return OfflineScorer(settings, clock: SystemClock())
    }

    private func pictures(_ path: String) throws -> [[UInt8]] {
        let file = try PictureFile(path, clock: SystemClock())
        var all: [[UInt8]] = []
        while let picture = try file.next() {
            let planes = picture.withPlanes { luma, _, _ in PlantedStream.bytes(luma) }
            all.append(try #require(planes))
        }
        return all
    }

    @Test func picturesAreScoredInTheirOrder() throws {
        let reference = try file("reference.mkv", Array(0..<8), bitrate: 4_000_000)
        let distorted = try file("distorted.mkv", Array(0..<8), bitrate: 150_000)
        let outcome = try scorer().score(distorted, against: reference)
        let expected = zip(try pictures(reference), try pictures(distorted)).map { first, second in
            PlantedStream.psnr(first, second, count: first.count)
        }
        #expect(outcome.facts.frames.map(\.number.rawValue) == Array(0..<8))
        for (frame, psnr) in zip(outcome.facts.frames, expected) {
            #expect(abs((frame.scores.psnrY ?? 0) - psnr) < 0.0001)
            #expect(frame.scores.ssimY.map { $0 > 0.3 && $0 < 1 } == true)
            #expect(frame.masked == nil && frame.streamID == .foreign && frame.pairing == .matched)
        }
        #expect(outcome.events.isEmpty)
        #expect(outcome.facts.metrics == [.psnr, .ssim])
    }

    @Test func aFileAgainstItselfIsPerfect() throws {
        let path = try file("same.mkv", Array(0..<3))
        let outcome = try scorer().score(path, against: path)
        #expect(outcome.facts.frames.map(\.scores.psnrY) == [60, 60, 60])
        #expect(outcome.facts.frames.allSatisfy { $0.scores.ssimY == 1 })
    }

    @Test func theLongerOnesRestIsLeftOutAndTold() throws {
        let long = try file("long.mkv", Array(0..<6))
        let short = try file("short.mkv", Array(0..<4))
        let first = try scorer().score(long, against: short)
        #expect(first.facts.frames.count == 4)
        #expect(first.events.map(\.code) == ["reference_too_short"])
        #expect(first.events.first?.text == "The reference ended after 4 pictures: the rest was not scored.")
        let second = try scorer(everyN: 3).score(short, against: long)
        #expect(second.facts.frames.map(\.number.rawValue) == [0, 3])
        #expect(second.events.map(\.code) == ["pictures_ended"])
        #expect(second.facts.everyN == 3)
    }

    @Test func anotherSizeIsScaledAndAnotherShapeRefused() throws {
        let reference = try file("reference.mkv", [0, 1])
        let half = try file("half.mkv", [0, 1], size: PixelSize(width: 640, height: 480))
        let scores = try scorer([.psnr]).score(half, against: reference).facts.frames
        #expect(scores.count == 2)
        #expect(scores.allSatisfy { ($0.scores.psnrY ?? 0) > 10 })
        let wide = try file("wide.mkv", [0, 1], size: PixelSize(width: 480, height: 240))
        #expect(
            throws: ScoringError.otherShape(
                picture: PixelSize(width: 480, height: 240),
                reference: PlantedStream.size
            )
        ) {
            try scorer().score(wide, against: reference)
        }
    }

    @Test func whoWatchesCanEndIt() throws {
        let path = try file("same.mkv", Array(0..<5))
        let interrupt = Interrupt()
        let outcome = try scorer().score(path, against: path, interrupt: interrupt) { done in
            if done == 2 {
                interrupt.cancel()
            }
        }
        #expect(outcome.facts.frames.count == 2)
        #expect(outcome.endReason == .interrupted && outcome.events.isEmpty)
    }

    @Test func missingFilesAndVMAFAreTold() throws {
        let path = try file("same.mkv", [0, 1])
        #expect(throws: ScoringError.self) { try scorer().score(folder.file("none.mkv"), against: path) }
        var settings = QualitySettings(metrics: [.vmaf, .psnr])
        settings.vmafTool = folder.file("no-such-program")
        let outcome = try OfflineScorer(settings, clock: SystemClock()).score(path, against: path)
        #expect(outcome.facts.frames.map(\.scores.psnrY) == [60, 60])
        #expect(outcome.facts.frames.allSatisfy { $0.scores.vmaf == nil })
        #expect(outcome.facts.vmafModel == nil)
        #expect(outcome.events.map(\.code) == ["quality_vmaf"])
    }
}
