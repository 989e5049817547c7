import LabModel
import LabTesting
import Testing

@testable import Estimation

/// Thousands of random runs against players that do nothing clever.
@Suite(.heavy) struct RandomPlayoutTests {
    @Test(arguments: 0..<8) func theFixedPlayerAgrees(batch: UInt64) throws {
        for seed in batch * 200..<(batch + 1) * 200 {
            let run = RandomArrivals(seed: seed)
            guard run.frames.contains(where: { !$0.isBacklog }) else { continue }
            let timeline = try #require(run.timeline, "seed \(seed)")
            let player = try #require(FixedPlayer(timeline), "seed \(seed)")
            let slow = SlowPlayers(run)
            checkLeast(player.leastDelay, slow, seed: seed) { $0.stalled == 0 }
            checkLeast(player.operatingDelay, slow, seed: seed) { $0.stalled * 1_000 <= $0.span }
            checkCurve(player, slow, seed: seed)
        }
    }

    /// A delay fulfils a condition, and one a millisecond less does not; all times are whole milliseconds.
    private func checkLeast(
        _ delay: Int64,
        _ slow: SlowPlayers,
        seed: UInt64,
        condition: ((stalled: Int, span: Int)) -> Bool
    ) {
        let (milliseconds, rest) = delay.quotientAndRemainder(dividingBy: 1_000_000)
        #expect(rest == 0, "seed \(seed)")
        #expect(condition(slow.fixed(delay: Int(milliseconds))), "seed \(seed)")
        #expect(!condition(slow.fixed(delay: Int(milliseconds) - 1)), "seed \(seed)")
    }

    private func checkCurve(_ player: FixedPlayer, _ slow: SlowPlayers, seed: UInt64) {
        let delays = [-5, 0, 3, 10, 20, 40, 80]
        let ratios = player.stalledRatios(at: delays.map { Int64($0) * 1_000_000 })
        for (delay, ratio) in zip(delays, ratios) {
            let (stalled, span) = slow.fixed(delay: delay)
            #expect(abs(ratio - Double(stalled) / Double(span)) < 1e-12, "seed \(seed)")
        }
    }

    @Test(arguments: 0..<8) func theRebufferingPlayerAgrees(batch: UInt64) throws {
        for seed in batch * 150..<(batch + 1) * 150 {
            let run = RandomArrivals(seed: seed)
            let timeline = try #require(run.timeline, "seed \(seed)")
            let player = RebufferingPlayer(timeline)
            let slow = SlowPlayers(run)
            for buffer in [0, 5, 12, 40] {
                let point = player.play(buffer: Int64(buffer) * 1_000_000)
                let course = slow.rebuffering(buffer: buffer)
                #expect(point.stalls == course.stalls, "seed \(seed)")
                let stalled = Double(course.stood) / Double(course.stood + course.played)
                #expect(abs(point.stalledRatio - stalled) < 1e-12, "seed \(seed)")
                #expect(point.endDelayMs == course.delays.last.map(Double.init), "seed \(seed)")
                let mean = Double(course.delays.reduce(0, +)) / Double(course.delays.count)
                #expect(abs(point.meanDelayMs - mean) < 1e-9, "seed \(seed)")
            }
            let least = Int(player.leastBuffer / 1_000_000)
            #expect(slow.rebuffering(buffer: least).stalls == 0, "seed \(seed)")
            #expect(least == 0 || slow.rebuffering(buffer: least - 1).stalls > 0, "seed \(seed)")
        }
    }

    @Test func theRunsHaveWhatPlayersMustBear() {
        let runs = (0..<400).map { RandomArrivals(seed: $0) }
        let slow = runs.map(SlowPlayers.init)
        #expect(runs.contains { $0.frames.contains(where: \.isBacklog) })
        #expect(runs.contains { Set($0.frames.map(\.epoch)).count == 3 })
        #expect(slow.contains { $0.rebuffering(buffer: 5).stalls > 3 })
        #expect(slow.contains { $0.fixed(delay: 20).stalled > 0 && $0.fixed(delay: 60).stalled == 0 })
        // Runs whose operating delay lies below the least one without a stall.
        let differing = runs.filter { run in
            guard let player = run.timeline.flatMap(FixedPlayer.init) else { return false }
            return player.operatingDelay < player.leastDelay
        }
        #expect(!differing.isEmpty)
    }
}
