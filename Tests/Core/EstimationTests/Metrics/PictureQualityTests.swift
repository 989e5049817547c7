import Foundation
import LabModel
import Testing

@testable import Estimation

/// `quality` of runs whose scores are planted, against values worked out by hand.
@Suite struct PictureQualityTests {
    /// A run of frames 0 to 250, of which 0 to 249 count, with these scores.
    private func run(_ frames: [FrameQuality], everyN: Int = 5, seen: Range<Int> = 0..<251) -> Planted {
        var run = Planted(frames: seen)
        var facts = QualityFacts(metrics: [.psnr, .vmaf], everyN: everyN)
        facts.frames = frames
        run.trace.quality = facts
        return run
    }

    private func psnr(_ number: Int, _ value: Double, _ pairing: FrameQuality.Pairing = .matched) -> FrameQuality {
        var scores = PictureScores()
        scores.psnrY = value
        return Self.frame(number, scores, pairing)
    }

    static func frame(
        _ number: Int,
        _ scores: PictureScores,
        _ pairing: FrameQuality.Pairing = .matched,
        stream: StreamID = Planted.stream
    ) -> FrameQuality {
        let number = FrameNumber(UInt32(number))
        return FrameQuality(streamID: stream, number: number, pairing: pairing, shown: number, scores: scores)
    }

    @Test func aRunThatWasNotAskedHasNone() {
        #expect(Planted(frames: 0..<251).summarize().quality == nil)
    }

    @Test func eachMetricIsTheMeanOfItsFrames() throws {
        var (first, second) = (PictureScores(), PictureScores())
        (first.psnrY, first.mseY, first.ssimY, first.msSsimY, first.vmaf) = (40, 6.5025, 0.9, 0.95, 90)
        (second.psnrY, second.mseY, second.ssimY, second.msSsimY, second.vmaf) = (30, 65.025, 0.8, 0.85, 70)
        var planted = run([Self.frame(3, first), Self.frame(8, second)])
        planted.trace.quality?.vmafModel = "vmaf_v0.6.1"
        planted.trace.quality?.vmafVersion = "3.0.0"
        let quality = try #require(planted.summarize().quality)
        let matched = try #require(quality.matched)
        #expect(matched.psnrYDb == 35)
        // 10·log10(255² / 35.76375) = 32.5963731…, which is not the mean of 40 and 30.
        #expect(abs((matched.psnrYMseDb ?? 0) - 32.596_373_105) < 1e-8)
        #expect(abs((matched.ssimY ?? 0) - 0.85) < 1e-12 && abs((matched.msSsimY ?? 0) - 0.9) < 1e-12)
        #expect(matched.vmaf == 80 && quality.asDisplayed == nil)
        #expect(quality.everyN == 5 && quality.framesScored == 2)
        #expect(quality.vmafModel == "vmaf_v0.6.1" && quality.vmafVersion == "3.0.0")
    }

    @Test func backlogAndWhatCameAfterTheEndTakeNoPart() {
        var planted = run([psnr(9, 1), psnr(10, 30), psnr(249, 40), psnr(250, 2), psnr(9_999, 3)])
        planted.trace.join = Planted.at(ms: 385)
        let quality = planted.summarize().quality
        #expect(quality?.matched?.psnrYDb == 35 && quality?.framesScored == 2)
    }

    @Test func anotherStreamsFramesTakeNoPart() {
        var scores = PictureScores()
        scores.psnrY = 10
        let foreign = Self.frame(5, scores, stream: StreamID(rawValue: 99))
        #expect(run([psnr(5, 50), foreign]).summarize().quality?.matched?.psnrYDb == 50)
    }

    @Test func aFrameScoredTwiceCountsOnce() {
        let quality = run([psnr(5, 50), psnr(5, 10), psnr(6, 40)]).summarize().quality
        #expect(quality?.matched?.psnrYDb == 45 && quality?.framesScored == 2)
    }

    @Test func asDisplayedCountsFramesThatNeverCame() {
        var planted = run([psnr(1, 50), psnr(1, 50, .displayed), psnr(2, 20, .displayed)])
        planted.trace.samples.removeAll { $0.stamp?.number == 2 }
        let quality = planted.summarize().quality
        #expect(quality?.matched?.psnrYDb == 50 && quality?.asDisplayed?.psnrYDb == 35)
        #expect(quality?.framesScored == 1)
    }

    @Test func theHoleBetweenTwoEpochsWasNotSentToAnybody() {
        var planted = run(
            [psnr(1, 50, .displayed), psnr(120, 10, .displayed), psnr(200, 40, .displayed)],
            seen: 0..<100
        )
        for number in 150..<251 {
            planted.show(number, epoch: 1)
        }
        #expect(planted.summarize().quality?.asDisplayed?.psnrYDb == 45)
    }

    @Test func twoRecordingsWithoutMarksAreComparedWhole() {
        var planted = run([psnr(0, 30), psnr(9_000, 50)], seen: 0..<0)
        planted.trace.join = nil
        planted.trace.end = nil
        #expect(planted.summarize().quality?.matched?.psnrYDb == 40)
    }

    @Test func whatIsNotFiniteIsUnknown() {
        let quality = run([psnr(1, 40), psnr(2, .nan), psnr(3, .infinity)]).summarize().quality
        #expect(quality?.matched?.psnrYDb == 40 && quality?.framesScored == 1)
    }

    @Test func decibelsOfAnImportedTraceStandBeside() {
        var planted = run([psnr(1, 40)])
        planted.trace.importedQuality = Summary.ImportedQuality(unit: "psnr")
        let quality = planted.summarize().quality
        #expect(quality?.importedDb?.unit == "psnr" && quality?.matched?.psnrYDb == 40)
    }

    @Test func itsJSONComesBackWhole() throws {
        let summary = run([psnr(1, 40), psnr(2, 20, .displayed)]).summarize()
        let text = try SummaryJSON.encode(summary)
        #expect(text.contains(#""as_displayed.psnr_y_db":{"harmonic":20,"mean":20,"p1":20,"p5":20}"#))
        #expect(try SummaryJSON.decode(text) == summary)
    }
}
