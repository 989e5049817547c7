import Foundation
import LabModel
import LabTesting
import Machine
import Media
import Testing

@testable import Scoring

/// The worst moments of two files.
@Suite struct FileMomentsTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Forty pictures of which two are worse than the rest; the second one's neighbour, too.
    private func files(
        _ size: PixelSize,
        depth: Int = 8,
        rate: Int = 25
    ) throws -> (reference: String, distorted: String) {
        let clip = PlainClip(size: size, depth: depth, count: 1)
        let plain = folder.file("plain.y4m")
        try clip.write(to: plain)
        let whole = try Data(contentsOf: URL(filePath: plain))
        let start = try #require(whole.range(of: Data("FRAME\n".utf8)))
        let words = try #require(String(data: whole[..<start.lowerBound], encoding: .utf8))
        let header = Data(words.replacing(" F25:1 ", with: " F\(rate):1 ").utf8)
        let picture = whole[start.lowerBound...]
        var (reference, distorted) = (header, header)
        for number in 0..<40 {
            reference += picture
            var worse = Data(picture)
            let spoilt = [5: 400, 30: 900, 31: 800][number] ?? 2
            for index in 6..<6 + spoilt {
                worse[index] ^= 8
            }
            distorted += worse
        }
        let paths = (folder.file("reference.y4m"), folder.file("distorted.y4m"))
        try reference.write(to: URL(filePath: paths.0))
        try distorted.write(to: URL(filePath: paths.1))
        return paths
    }

    private func settings(_ count: Int) -> QualitySettings {
        var settings = QualitySettings(metrics: [.psnr])
        settings.keepWorst = count
        settings.worstFolder = folder.file("worst")
        return settings
    }

    @Test(arguments: [(PixelSize(width: 64, height: 48), 8), (PixelSize(width: 65, height: 47), 10)])
    func areKeptFromTheFiles(size: PixelSize, depth: Int) throws {
        let files = try files(size, depth: depth)
        let outcome = try OfflineScorer(settings(2), clock: SystemClock())
            .score(files.distorted, against: files.reference)
        let events = outcome.events.filter { $0.code == "quality_worst" }.map(\.text)
        #expect(events.count == 2)
        for (event, (place, number)) in zip(events, [(1, 30), (2, 5)]) {
            #expect(event.hasPrefix("Number \(place) of the worst moments: PSNR "), "\(event)")
            #expect(event.hasSuffix("worst/worst-\(place)-frame-\(number)-difference.png."), "\(event)")
        }
        let kept = try FileManager.default.contentsOfDirectory(atPath: folder.file("worst"))
        #expect(kept.count == 6)
        let wide = try #require(
            try PictureFile(folder.file("worst/worst-1-frame-30-difference.png"), clock: SystemClock()).next()
        )
        #expect(wide.size == PixelSize(width: 3 * ((size.width + 1) / 2 * 2), height: (size.height + 1) / 2 * 2))
    }

    /// Frames 5 and 30 are half a second apart at 50 frames a second, and less above.
    @Test(arguments: [(50, 5), (51, 0)]) func areHalfASecondApartAtAnyRate(rate: Int, second: Int) throws {
        let files = try files(PixelSize(width: 64, height: 48), rate: rate)
        let outcome = try OfflineScorer(settings(2), clock: SystemClock())
            .score(files.distorted, against: files.reference)
        let events = outcome.events.filter { $0.code == "quality_worst" }.map(\.text)
        #expect(events.count == 2 && events.last?.contains("worst-2-frame-\(second)-") == true, "\(events)")
    }

    @Test func whatCannotBeKeptIsTold() throws {
        let files = try files(PixelSize(width: 64, height: 48))
        try Data().write(to: URL(filePath: folder.file("worst")))
        let outcome = try OfflineScorer(settings(1), clock: SystemClock())
            .score(files.distorted, against: files.reference)
        #expect(outcome.facts.frames.count == 40 && outcome.endReason == .endOfStream)
        #expect(outcome.events.map(\.code) == ["quality_worst"])
        #expect(outcome.events.first?.text.hasPrefix("The worst moments are not kept: ") == true)
    }

    @Test func noneAreKeptUnlessAsked() throws {
        let files = try files(PixelSize(width: 64, height: 48))
        let outcome = try OfflineScorer(settings(0), clock: SystemClock())
            .score(files.distorted, against: files.reference)
        #expect(outcome.events.isEmpty && !FileManager.default.fileExists(atPath: folder.file("worst")))
    }

    // MARK: Not found again

    /// What is told where the files are read again after something happened to them.
    private func texts(interrupt: Interrupt = Interrupt(), _ happens: (String) throws -> Void) throws -> [String] {
        let files = try files(PixelSize(width: 64, height: 48))
        let outcome = try OfflineScorer(settings(0), clock: SystemClock())
            .score(files.distorted, against: files.reference)
        try happens(files.distorted)
        let moments = FileMoments(
            reference: files.reference,
            distorted: files.distorted,
            period: nil,
            interrupt: interrupt,
            clock: SystemClock()
        )
        return moments.keep(2, of: outcome.facts, in: folder.file("worst")).map { "\($0.code): \($0.text)" }
    }

    @Test func aFileThatEndsEarlierTheSecondTimeIsTold() throws {
        let texts = try texts { path in
            let data = try Data(contentsOf: URL(filePath: path))
            try data.prefix(data.count / 2).write(to: URL(filePath: path))
        }
        #expect(texts.count == 2)
        #expect(
            texts[0].hasPrefix("quality_worst_lost: Number 1 of the worst moments, frame 30 with PSNR "),
            "\(texts)"
        )
        #expect(
            texts[0].hasSuffix(", is not kept: the files ended before it when they were read again."),
            "\(texts)"
        )
        #expect(texts[1].hasPrefix("quality_worst: Number 2 of the worst moments: PSNR "), "\(texts)")
    }

    @Test func whoInterruptsItIsToldWhatIsNotKept() throws {
        let interrupt = Interrupt()
        let texts = try texts(interrupt: interrupt) { _ in interrupt.cancel() }
        #expect(texts.count == 2)
        #expect(
            texts.allSatisfy {
                $0.hasPrefix("quality_worst_lost: ") && $0.hasSuffix(", is not kept: scoring was interrupted.")
            },
            "\(texts)"
        )
    }

    @Test func aFileThatIsGoneIsTold() throws {
        let texts = try texts { try FileManager.default.removeItem(atPath: $0) }
        #expect(texts.count == 2)
        #expect(texts.allSatisfy { $0.hasPrefix("quality_worst_lost: ") && $0.contains("distorted.y4m") }, "\(texts)")
    }
}
