import LabModel
import Testing

@testable import Estimation

@Suite struct MainEffectsTests {
    private typealias Place = PlannedSweep.Place

    private func isNear(_ value: Double?, _ wanted: Double) -> Bool {
        value.map { abs($0 - wanted) < 1e-6 } ?? false
    }

    @Test func plantedEffectsComeBack() throws {
        let found = try SweepAnalysis(sweep: "night", runs: PlannedSweep().runs(PlannedSweep.additive))
        #expect(found.factors.map(\.name) == ["image_size", "fps", "cpu_memory"])
        #expect(found.factors[0].goesWith == ["size"])
        #expect(found.factors[2].levels == ["512:1", "512:2", "1024:2", "1024:3", "2048:4"])
        for (factor, level, wanted, settings) in [
            ("image_size", "3", 30.0, 15), ("image_size", "1", 10, 15), ("fps", "30", -8, 20), ("fps", "25", -4, 20),
            ("cpu_memory", "2048:4", -12, 12),
        ] {
            let effect = try #require(found.effect(factor, level))
            #expect(isNear(effect.value, wanted), "\(factor) \(level)")
            #expect(effect.settings == settings && effect.runs == 2 * settings)
            #expect(effect.verdict == (wanted > 0 ? .higher : .lower) && effect.basis == .settings)
            #expect(isNear(effect.low, wanted) && effect.reason == nil)
        }
        #expect(found.effect("fps", "15") == nil, "the baseline has no effect")
        #expect(found.measured == 60 && found.lines == 60 && found.failures.isEmpty)
        // 15, 25 and 30: the mean over all others, by hand 100 + 15 − 6 = 109.
        #expect(found.level("fps", "15")?.mean == 109)
        #expect(found.fixed["codec"] == "h264")
    }

    /// The means of what is left over would tell 15 ms less of the largest size: its slowest runs are those that failed.
    @Test func failuresDoNotShiftEffects() throws {
        let runs = PlannedSweep().runs(PlannedSweep.additive) { place, summary in
            if place.size == 3, place.task < 2 { summary.run.endReason = .failed }
            return !(place.size == 0 && place.fps == 0)
        }
        let found = try SweepAnalysis(sweep: "night", runs: runs)
        #expect(isNear(found.effect("image_size", "3")?.value, 20), "against the level with most runs")
        #expect(isNear(found.effect("fps", "30")?.value, -4), "against 25, which has more runs than 15")
        #expect(found.figures[0].factors[0].baseline == "1")
        #expect(found.level("image_size", "3")?.died == 6)
        #expect(found.failures.count { $0.kind == .died } == 6)
    }

    @Test func aLevelWithDeathsIsNeverBetter() throws {
        let runs = PlannedSweep().runs(PlannedSweep.additive) { place, summary in
            if place == Place(size: 0, fps: 2, task: 0) { summary.run.endReason = .stalled }
            return true
        }
        let found = try SweepAnalysis(sweep: "night", runs: runs)
        let fps = try #require(found.effect("fps", "30"))
        #expect(fps.verdict == .unknown && fps.reason == .incomplete && isNear(fps.value, -8) && fps.settings == 19)
        #expect(found.effect("fps", "25")?.verdict == .lower)
        // 512:1 has the death, and is the worse one all the same.
        #expect(found.effect("cpu_memory", "2048:4")?.verdict == .lower)
        // Size 1 has more runs, and is the baseline; size 0 would be better than it.
        #expect(found.effect("image_size", "0")?.reason == .incomplete)
        #expect(found.effect("image_size", "3")?.verdict == .higher)
    }

    @Test func aDeathAmongRepeatsTakesTheirSettingsAway() throws {
        var sweep = PlannedSweep(sizes: 1, rates: 2, tasks: 2, repeats: 4)
        sweep.sizes = 1
        let runs = sweep.runs({ $0.repeat == 0 && $0.fps == 1 ? 900 : PlannedSweep.additive($0) }) { place, summary in
            if place.repeat == 0, place.fps == 1, place.task == 0 { summary.run.endReason = .failed }
            return true
        }
        let found = try SweepAnalysis(sweep: "night", runs: runs)
        #expect(found.effect("fps", "25")?.settings == 1)
        #expect(found.notes.contains { $0.code == .unspoken && $0.text.hasPrefix("3 runs with a number") })
    }

    @Test func whatNeverVariedAloneIsNotTold() throws {
        // Memory and CPU as factors of their own: 2048 goes with 4 GB alone.
        var options = SweepAnalysisOptions()
        options.ignored = ["cpu_memory"]
        let found = try SweepAnalysis(
            sweep: "night",
            runs: PlannedSweep().runs(PlannedSweep.additive),
            options: options
        )
        #expect(found.effect("cpu", "2048")?.reason == .noSharedSettings)
        #expect(found.effect("cpu", "2048")?.value == nil)
        #expect(found.effect("cpu", "1024")?.settings == 12)
        #expect(isNear(found.effect("cpu", "1024")?.value, -3))
    }

    @Test func fewRunsHaveNoInterval() throws {
        let found = try SweepAnalysis(
            sweep: "night",
            runs: PlannedSweep(sizes: 1, rates: 2, tasks: 3).runs(PlannedSweep.additive)
        )
        let effect = try #require(found.effect("fps", "25"))
        #expect(isNear(effect.value, -4) && effect.low == nil && effect.high == nil)
        #expect(effect.verdict == .unknown && effect.reason == .fewRuns)
        #expect(found.figures[0].asked == 0)
    }

    @Test func lowerBoundsLeaveTheirSideOpen() throws {
        func analyse(_ isOpen: @escaping (Place) -> Bool) throws -> SweepAnalysis {
            try SweepAnalysis(
                sweep: "night",
                runs: PlannedSweep().runs(PlannedSweep.additive) { place, summary in
                    if isOpen(place) {
                        summary.signalDelayMs?.censored = 9
                        summary.signalDelayMs?.lowerBound = ["p95"]
                    }
                    return true
                }
            )
        }
        let above = try #require(try analyse { $0 == Place(size: 1, fps: 2, task: 2) }.effect("fps", "30"))
        #expect(above.bound == .atLeast && above.high == nil && above.low != nil && above.verdict == .notShown)
        let below = try #require(try analyse { $0 == Place(size: 1, fps: 0, task: 2) }.effect("fps", "30"))
        #expect(below.bound == .atMost && below.low == nil && below.verdict == .lower)
        let both = try #require(try analyse { $0.size == 1 && $0.task == 2 }.effect("fps", "30"))
        #expect(both.value == nil && both.reason == .lowerBound)
        // The median is known in all of them.
        #expect(try analyse { $0.size == 1 }.effect("fps", "30", figure: 1)?.verdict == .lower)
    }

    @Test func clocksWithoutABoundHaveNoInterval() throws {
        let runs = PlannedSweep().runs(PlannedSweep.additive) { place, summary in
            summary.clock.errorBoundMaxMs = place.fps == 1 ? nil : 0.25
            if place.fps == 1 { summary.clock.errorBoundMs = nil }
            return true
        }
        let found = try SweepAnalysis(sweep: "night", runs: runs)
        let unknown = try #require(found.effect("fps", "25"))
        #expect(isNear(unknown.value, -4) && unknown.low == nil && unknown.reason == .clockUnknown)
        let known = try #require(found.effect("fps", "30"))
        #expect(isNear(known.low, -8.5) && isNear(known.high, -7.5))
        #expect(isNear(known.clockBoundMs, 0.5))
        #expect(found.notes.contains { $0.code == .clockUnknown })
    }

    @Test func otherSizesAreComparedOnRequestOnly() throws {
        let runs = PlannedSweep(sizes: 1, rates: 3, tasks: 5).runs(PlannedSweep.additive) { place, summary in
            if place.fps == 2 { (summary.media.width, summary.media.height) = (320, 180) }
            return true
        }
        let refused = try #require(try SweepAnalysis(sweep: "night", runs: runs).effect("fps", "30"))
        #expect(refused.value == nil && refused.reason == .differentSizes)
        var options = SweepAnalysisOptions()
        options.allowsDifferentSizes = true
        let allowed = try SweepAnalysis(sweep: "night", runs: runs, options: options)
        #expect(allowed.effect("fps", "30")?.verdict == .lower)
        #expect(allowed.notes.contains { $0.code == .differentSizes && $0.text.contains("on request") })
    }

    @Test func whatWasNotEnforcedIsNoFactor() throws {
        let warning = RunWarning(code: .cpuMemoryNotEnforced, text: "", remedy: "")
        var runs = PlannedSweep().runs({ 100 + 10 * Double($0.size) + Double($0.task) }) { _, summary in
            summary.warnings.append(warning)
            return true
        }
        let found = try SweepAnalysis(sweep: "night", runs: runs)
        #expect(found.factors.map(\.name) == ["image_size", "fps"])
        let size = try #require(found.effect("image_size", "2"))
        #expect(size.basis == .repeats && size.settings == 3 && size.runs == 30 && size.verdict == .higher)
        #expect(found.notes.contains { $0.code == .notEnforced })
        // One run that was held to them makes them a factor, of which nothing can be said.
        runs[0].warnings = []
        let mixed = try SweepAnalysis(sweep: "night", runs: runs)
        #expect(mixed.effect("cpu_memory", "2048:4")?.reason == .notEnforced)
        #expect(mixed.effect("image_size", "2")?.basis == .settings)
    }

    /// Sixty sweeps in which nothing does anything: each says so, but for one in twenty or fewer.
    @Test func chanceIsRarelyCalledAnEffect() throws {
        var gaussian = Gaussian(seed: 3)
        let loud = try (0..<60).count { _ in
            let runs = PlannedSweep(sizes: 1).runs { _ in 100 + 10 * gaussian.next() }
            let found = try SweepAnalysis(sweep: "night", runs: runs)
            return found.figures[0].factors.flatMap(\.levels).contains {
                $0.effect?.verdict == .higher || $0.effect?.verdict == .lower
            }
        }
        #expect(loud <= 7, "\(loud) of 60")
    }
}
