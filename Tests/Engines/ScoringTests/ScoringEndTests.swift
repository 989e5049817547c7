import Foundation
import LabModel
import LabTesting
import Machine
import Media
import Testing

@testable import Scoring

/// What is scored once a run is over.
@Suite(.heavy) struct ScoringEndTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func numbers(_ facts: QualityFacts, _ pairing: FrameQuality.Pairing) -> [UInt32] {
        facts.frames.filter { $0.pairing == pairing }.map(\.number.rawValue)
    }

    @Test func lostFramesAreScoredAgainstWhatStayed() throws {
        let recording = try PlayedRecording([0, 1, 12], in: folder)
        let facts = try recording.score(QualitySettings(metrics: [.psnr]))
        #expect(numbers(facts, .matched) == [0, 1, 12])
        #expect(numbers(facts, .displayed) == Array(0...12))
        #expect(recording.told.events.isEmpty)
    }

    @Test func whoInterruptsItKeepsWhatWasScoredByThen() throws {
        let recording = try PlayedRecording([0, 1, 400], in: folder)
        let interrupt = Interrupt()
        let facts = try recording.score(QualitySettings(metrics: [.psnr]), interrupt: interrupt) { pair in
            if pair.pairing == .displayed, pair.number == 3 {
                interrupt.cancel()
            }
        }
        #expect(numbers(facts, .matched) == [0, 1, 400])
        #expect(numbers(facts, .displayed) == [0, 1, 2, 3])
        #expect(recording.told.pairs.count == 5)
        #expect(facts.frames.allSatisfy { $0.scores.psnrY != nil })
        #expect(recording.told.events.map(\.code) == ["quality_spool", "quality_interrupted"])
        #expect(
            recording.told.events.last?.text == "Scoring was interrupted after the run: what was left is not scored."
        )
    }

    @Test func interruptedBeforehandItOnlyPutsTogetherWhatThereIs() throws {
        let recording = try PlayedRecording([0, 1, 12], in: folder)
        let interrupt = Interrupt()
        interrupt.cancel()
        var settings = QualitySettings(metrics: [.psnr])
        settings.keepWorst = 1
        let facts = try recording.score(settings, worst: folder.file("worst"), interrupt: interrupt)
        #expect(Set(numbers(facts, .matched)).isSubset(of: [0, 1, 12]))
        #expect(!numbers(facts, .displayed).contains(2))
        #expect(!FileManager.default.fileExists(atPath: folder.file("worst")))
        #expect(recording.told.events.contains { $0.code == "quality_interrupted" })
    }

    @Test func framesOfOtherStreamsDoNotChangeTheReferences() throws {
        var settings = QualitySettings(metrics: [.psnr])
        settings.keepWorst = 1
        var kept: [Data] = []
        for hasOthers in [false, true] {
            let recording = try PlayedRecording([0, 1, 2], in: folder)
            if hasOthers {
                let others = (0..<3).map { number in
                    var stamp = PlantedStream.stamp(number)
                    stamp.streamID = StreamID(rawValue: 8)
                    stamp.time = stamp.time.map { $0 - .seconds(10) }
                    return PlayedRecording.sample(stamp)
                }
                recording.precede(by: others)
            }
            let path = folder.file("worst-\(hasOthers)")
            let facts = try recording.score(settings, worst: path)
            #expect(numbers(facts, .matched) == [0, 1, 2])
            #expect(recording.told.events.map(\.code) == ["quality_worst"])
            let files = try FileManager.default.contentsOfDirectory(atPath: path)
            let reference = try #require(files.first { $0.hasSuffix("-reference.png") })
            kept.append(try Data(contentsOf: URL(filePath: "\(path)/\(reference)")))
        }
        #expect(kept[0] == kept[1])
    }

    @Test func worstMomentsWhosePictureWasNotKeptAreTold() throws {
        let recording = try PlayedRecording(Array(0..<14), in: folder)
        var settings = QualitySettings(metrics: [.psnr])
        settings.keepWorst = 3
        let facts = try recording.score(settings, keeping: 0, worst: folder.file("worst"))
        let worst = WorstMoments.find(3, in: facts, period: PlantedStream.period)
        #expect(!worst.isEmpty)
        let expected = worst.enumerated().map { place, frame in
            "Number \(place + 1) of the worst moments, frame \(frame.number.rawValue) with \(frame.scores.told), "
                + "is not kept: its picture is not among what was kept of the run."
        }
        #expect(recording.told.events.map(\.text) == expected)
        #expect(recording.told.events.allSatisfy { $0.code == "quality_worst_lost" })
    }

    @Test func theirEventSaysWhyMediaWasNotKept() throws {
        let recording = try PlayedRecording([0, 1], in: folder)
        var settings = QualitySettings(metrics: [.psnr])
        (settings.keepWorst, settings.spoolLimit) = (1, ByteCount(1_000))
        _ = try recording.score(settings, worst: folder.file("worst"))
        #expect(recording.told.events.map(\.code) == ["quality_spool", "quality_worst_lost"])
        #expect(recording.told.events.last?.text.hasSuffix("is not kept: the limit of 0 MB is reached.") == true)
    }

    @Test func soManyLostFramesEndWhatWasDisplayed() throws {
        let recording = try PlayedRecording([0, 1, 2], in: folder)
        recording.follow(by: PlayedRecording.sample(PlantedStream.stamp(4_000_000_000)))
        let facts = try recording.score(QualitySettings(metrics: [.psnr]))
        #expect(numbers(facts, .matched) == [0, 1, 2])
        #expect(numbers(facts, .displayed).isEmpty)
        #expect(recording.told.events.map(\.code) == ["quality_displayed"])
        #expect(
            recording.told.events.first?.text == "Nothing is scored as it was displayed: no picture showed 3999999997 "
                + "frames, more than the 500000 that are looked at."
        )
    }

    @Test(arguments: [(5, true), (6, false)])
    func moreThanARunHoldsIsSaid(limit: Int, isCut: Bool) throws {
        let recording = try PlayedRecording([0, 1, 2], in: folder)
        let settings = QualitySettings(metrics: [.psnr])
        let clock = SystemClock()
        let prepared = try PreparedScoring(settings, of: recording.stream.description, isLive: false, clock: clock)
        var facts = QualityFacts(metrics: [.psnr], everyN: 1)
        prepared.use { stream in
            for (number, picture) in recording.pictures.enumerated() {
                stream.score(
                    picture,
                    shown: FrameNumber(UInt32(number)),
                    against: PlantedStream.stamp(number),
                    as: .matched
                )
            }
            var end = ScoringEnd(
                stream: stream,
                search: nil,
                notes: ScoringNotes(recording.told.note),
                interrupt: Interrupt()
            )
            end.limit = limit
            facts = end.conclude(recording.trace, every: 1, settings: settings, folder: nil, facts: facts)
        }
        #expect(numbers(facts, .matched) == [0, 1, 2])
        #expect(numbers(facts, .displayed) == (isCut ? [0, 1] : [0, 1, 2]))
        #expect(
            recording.told.events.map { "\($0.code): \($0.text)" }
                == (isCut ? ["quality_full: Only the first 5 pairs of pictures count, up to frame 2."] : [])
        )
    }
}
