import HTTPTypes
import LabModel
import RunStore
import Testing

@testable import LabServer

@Suite("Live track")
struct LiveTrackTests {
    static let start = LabFixture.start

    private static var empty: RunProgress {
        get throws {
            let lab = try LabFixture()
            _ = try lab.store.begin(LabFixture.draft("run", seed: 1), clock: lab.dashboard.clock)
            return try lab.store.progress(after: [:])[0]
        }
    }

    private func samples(_ range: Range<Int>, delayMs: (Int) -> Double) -> [Sample] {
        range.map { LabFixture.sample($0, delayMs: delayMs($0)) }
    }

    private func run(_ track: LiveTrack, at seconds: Double, isWhole: Bool = true) throws -> LiveRun {
        track.run(try Self.empty, now: Self.start + .seconds(seconds), isWhole: isWhole)
    }

    @Test("steps hold frames and the least, median and greatest delay")
    func steps() throws {
        var track = LiveTrack(startedAt: Self.start)
        var news = try Self.empty
        news.samples = samples(0..<25) { $0 == 3 ? 90 : $0 == 4 ? 5 : 20 }
        news.sequence = 0
        track.add(news)
        let run = try run(track, at: 1)
        #expect(run.points.map(\.tS) == [0, 0.5])
        #expect(run.points.map(\.frames) == [12, 13])
        #expect(run.points[0].minMs == 5 && run.points[0].p50Ms == 20 && run.points[0].maxMs == 90)
        #expect(run.decoded == 25 && run.dropped == 0 && run.fps == 25)
        #expect(run.frameDelayMs == 20)
        #expect(abs((run.ageS ?? 0) - 0.02) < 1e-9)
        #expect(run.name == "run@1" && run.elapsedS == 1)
    }

    @Test("a gap of numbers is frames dropped, where it was found")
    func dropped() throws {
        var track = LiveTrack(startedAt: Self.start)
        var news = try Self.empty
        news.samples = samples(0..<10) { _ in 20 } + samples(30..<40) { _ in 20 }
        news.sequence = 0
        track.add(news)
        let run = try run(track, at: 1.6)
        #expect(run.dropped == 20)
        #expect(run.points.map(\.dropped) == [0, 0, 20, 0])
        #expect(run.points.map(\.frames) == [10, 0, 7, 3])
        #expect(run.points[1].p50Ms == nil)
    }

    @Test("once told, only what came since is told again")
    func changes() throws {
        var track = LiveTrack(startedAt: Self.start)
        var news = try Self.empty
        news.samples = samples(0..<30) { _ in 20 }
        news.sequence = 0
        track.add(news)
        #expect(try run(track, at: 2, isWhole: false).points.count == 3)
        track.told()
        #expect(try run(track, at: 2, isWhole: false).points.isEmpty)
        news.samples = samples(30..<32) { _ in 20 }
        news.sequence = 1
        track.add(news)
        // The step that was begun before is told anew, whole.
        let points = try run(track, at: 2, isWhole: false).points
        #expect(points.map(\.tS) == [1])
        #expect(points.map(\.frames) == [7])
        #expect(try run(track, at: 2).points.count == 3)
    }

    @Test("only two minutes are kept, even after an hour of silence")
    func kept() throws {
        var track = LiveTrack(startedAt: Self.start)
        var news = try Self.empty
        news.samples = samples(0..<1) { _ in 20 } + samples(90_000..<90_001) { _ in 20 }
        news.sequence = 0
        track.add(news)
        let run = try run(track, at: 3_601)
        #expect(run.points.count == LiveTrack.kept)
        #expect(run.points.last?.tS == 3_600)
        #expect(run.dropped == 89_999)
    }

    @Test("a silent run shows no rate and no delay")
    func silent() throws {
        var track = LiveTrack(startedAt: Self.start)
        #expect(try run(track, at: 1).fps == 0)
        #expect(try run(track, at: 1).ageS == nil)
        var news = try Self.empty
        news.samples = samples(0..<25) { _ in 20 }
        news.sequence = 0
        track.add(news)
        let later = try run(track, at: 4)
        #expect(later.fps == 0 && later.frameDelayMs == nil)
        #expect((later.ageS ?? 0) > 2)
    }
}
