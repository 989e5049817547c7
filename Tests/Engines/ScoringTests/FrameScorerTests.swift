import LabModel
import LabTesting
import Machine
import Testing

@testable import Scoring

/// Runs whose pictures come faster than they are scored.
@Suite(.heavy) struct FrameScorerTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func aBurstIsScoredWholeThoughFewOfItsPicturesWait() throws {
        let recording = try PlayedRecording(Array(0..<60), in: folder)
        let offline = try recording.score(QualitySettings(metrics: [.psnr]))
        recording.isLive = true
        let live = try recording.score(QualitySettings(metrics: [.psnr]))
        #expect(live.everyN == 1)
        #expect(live.frames.count == 120)
        #expect(live.frames == offline.frames)
        #expect(recording.told.events.isEmpty)
    }

    @Test func whereNothingIsKeptFewerAreScored() throws {
        let recording = try PlayedRecording(Array(0..<60), in: folder)
        var settings = QualitySettings(metrics: [.psnr])
        settings.spoolLimit = ByteCount(1)
        let clock = SystemClock()
        let prepared = try PreparedScoring(settings, of: recording.stream.description, isLive: true, clock: clock)
        let gate = Gate()
        defer { gate.open() }
        let scorer = FrameScorer(prepared, isLive: true, onScore: { _ in gate.pass() }) { [told = recording.told] in
            told.note($0, $1)
        }
        scorer.connected(recording.video)
        scorer.arrived(recording.units[0])
        let end = clock.monotonicNow() + .untilItHangs
        while scorer.spool.keepsAll, clock.monotonicNow() < end {
            clock.blockUntil(clock.monotonicNow() + .milliseconds(1))
        }
        try #require(!scorer.spool.keepsAll)
        for (picture, sample) in zip(recording.pictures, recording.trace.samples) {
            scorer.read(picture, as: sample, connection: 0)
        }
        // The first is held up and eight wait behind it, unless the scoring thread takes the first later than that.
        #expect(scorer.everyN == 2)
        let changes = recording.told.events.filter { $0.code == "quality_sampling" }.map(\.text)
        #expect(changes.count == 1)
        #expect(
            [8, 9].contains {
                changes == ["From frame \($0) on one of 2 frames is scored: scoring cannot keep up."]
            },
            "\(changes)"
        )
        gate.open()
        let facts = scorer.conclude(recording.trace)
        let matched = facts.frames.filter { $0.pairing == .matched }.map { Int($0.number.rawValue) }
        #expect(facts.everyN == 2 && matched.starts(with: 0..<8) && (8...9).contains(matched.count), "\(matched)")
        #expect(
            recording.told.events.contains {
                $0.code == "quality_spool"
                    && $0.text
                        == "Not the whole run was kept to be scored as it was displayed: the limit of 0 MB is reached."
            },
            "\(recording.told.events)"
        )
    }
}
