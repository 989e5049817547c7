import LabModel
import LabTesting
import Machine
import Media
import Synchronization
import Testing

@testable import Scoring

/// A run's pictures scored while they come, by a scorer that a test can hold up.
@Suite struct ScoredFramesTests {
    /// What was told.
    private final class Told: Sendable {
        private let events = Mutex<[(code: String, text: String)]>([])

        func note(_ code: String, _ text: String) {
            events.withLock { $0.append((code, text)) }
        }

        subscript(_ code: String) -> [String] {
            events.withLock { $0.filter { $0.code == code }.map(\.text) }
        }
    }

    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func pictures(_ count: Int) throws -> [Picture] {
        let path = folder.file("stream.mkv")
        try PlantedStream.encode(PlantedStream().pictures(Array(0..<count)), to: path)
        let file = try PictureFile(path, clock: SystemClock())
        var all: [Picture] = []
        while let picture = try file.next() {
            all.append(picture)
        }
        try #require(all.count == count)
        return all
    }

    private func scorer(isLive: Bool, gate: Gate, told: Told, everyN: Int = 1) throws -> FrameScorer {
        var settings = QualitySettings(metrics: [.psnr])
        settings.everyN = everyN
        let prepared = try PreparedScoring(
            settings,
            of: PlantedStream().description,
            isLive: isLive,
            clock: SystemClock()
        )
        return FrameScorer(prepared, isLive: isLive, onScore: { _ in gate.pass() }, note: told.note)
    }

    private func sample(_ number: Int, isBacklog: Bool = false) -> Sample {
        Sample(stamp: PlantedStream.stamp(number), decoded: WallTime(nanoseconds: 0), isBacklog: isBacklog)
    }

    private func scored(_ facts: QualityFacts) -> [Int] {
        facts.frames.filter { $0.pairing == .matched }.map { Int($0.number.rawValue) }
    }

    @Test func aFilesFramesWaitAndAllAreScored() async throws {
        let (gate, told) = (Gate(), Told())
        let scorer = try scorer(isLive: false, gate: gate, told: told)
        let pictures = try pictures(30)
        let samples = pictures.indices.map { sample($0) }
        let reading = WorkerThread(name: "reading") {
            for (picture, sample) in zip(pictures, samples) {
                scorer.read(picture, as: sample, connection: 0)
            }
        }
        gate.open()
        await reading.ended()
        let facts = scorer.conclude(Trace())
        #expect(scored(facts) == Array(0..<30) && facts.everyN == 1)
        #expect(told["quality_sampling"].isEmpty)
    }

    @Test func onlyChosenFramesAreScoredEachOnceAndNoBacklog() throws {
        let (gate, told) = (Gate(), Told())
        gate.open()
        let scorer = try scorer(isLive: false, gate: gate, told: told, everyN: 3)
        for (number, picture) in try pictures(12).enumerated() {
            scorer.read(picture, as: sample(number, isBacklog: number < 3), connection: 0)
            scorer.read(picture, as: sample(number), connection: 0)
        }
        let facts = scorer.conclude(Trace())
        #expect(scored(facts) == [3, 6, 9] && facts.everyN == 3)
        #expect(facts.metrics == [.psnr] && facts.content == .synthetic)
    }

    @Test func foreignAndUnnumberedFramesAreNotScored() throws {
        let (gate, told) = (Gate(), Told())
        gate.open()
        let scorer = try scorer(isLive: false, gate: gate, told: told)
        for (number, picture) in try pictures(6).enumerated() {
            var sample = sample(number)
            switch number {
            case 0: sample.stamp = nil
            case 1: sample.stamp?.number = nil
            case 2: sample.stamp?.time = nil
            case 3, 4: sample.stamp?.streamID = StreamID(rawValue: 9)
            default: break
            }
            scorer.read(picture, as: sample, connection: 0)
        }
        #expect(scored(scorer.conclude(Trace())) == [5])
        #expect(
            told["quality_foreign_stream"]
                == ["The stream 00000009 is not the described one, 00000007: its frames are not scored."]
        )
    }

    @Test func picturesOfAnotherShapeAreToldOnce() throws {
        let (gate, told) = (Gate(), Told())
        gate.open()
        let path = folder.file("wide.mkv")
        try PlantedStream.encode(
            PlantedStream(size: PixelSize(width: 480, height: 240)).pictures([0, 1]),
            to: path
        )
        let file = try PictureFile(path, clock: SystemClock())
        let scorer = try scorer(isLive: false, gate: gate, told: told)
        var number = 0
        while let picture = try file.next() {
            scorer.read(picture, as: sample(number), connection: 0)
            number += 1
        }
        #expect(scored(scorer.conclude(Trace())).isEmpty)
        #expect(
            told["quality_not_scored"] == [
                "Frame 0 was not scored: pictures of 480x240 have another shape than the reference of 320x240. "
                    + "Score a stream that is not cropped or stretched"
            ]
        )
    }
}
