import LabModel
import Testing

@testable import Estimation

@Suite struct SweepBudgetsTests {
    private func options(_ prices: TaskPrices?) -> SweepAnalysisOptions {
        var options = SweepAnalysisOptions()
        options.prices = prices
        return options
    }

    private let prices = TaskPrices(perCPUHour: 0.04, perGigabyteHour: 0.01, currency: "EUR")

    @Test func theLeastDelayAtEachCost() throws {
        // 512:1 costs 0.03, 512:2 0.04, 1024:2 0.06, 1024:3 0.07, 2048:4 0.12; 1024:3 is worse than 1024:2.
        let runs = PlannedSweep(sizes: 2, rates: 2).runs { place in
            PlannedSweep.additive(place) + (place.task == 3 ? 20 : 0)
        }
        let found = try #require(SweepAnalysis(sweep: "s", runs: runs, options: options(prices)).budgets)
        #expect(found.basis == .taskPrice && found.unit == "EUR/h" && found.figure == "signal_delay_ms.p95")
        #expect(
            found.choices.map(\.size) == Array(repeating: "486x240", count: 4) + Array(repeating: "720x480", count: 4)
        )
        let first = found.choices.prefix(4)
        #expect(zip(first, [0.03, 0.04, 0.06, 0.12]).allSatisfy { abs($0.cost - $1) < 1e-12 })
        #expect(first.map(\.value) == [96, 93, 90, 84])
        #expect(first.allSatisfy { $0.settings["fps"] == "25" })
        // Measured once: nothing is told apart.
        #expect(first.map(\.others) == [1, 3, 5, 9] && first.map(\.notToldApart) == [1, 3, 5, 9])
    }

    @Test func repeatsTellApart() throws {
        var gaussian = Gaussian(seed: 9)
        let runs = PlannedSweep(sizes: 1, rates: 2, tasks: 2, repeats: 6).runs {
            100 - 30 * Double($0.fps) - 0.1 * Double($0.task) + gaussian.next()
        }
        let found = try #require(SweepAnalysis(sweep: "s", runs: runs, options: options(prices)).budgets)
        #expect(found.choices.first?.others == 1 && found.choices.first?.notToldApart == 0)
        #expect(found.choices.allSatisfy { $0.settings["fps"] == "25" })
    }

    @Test func whatMayFlatterIsNeverBest() throws {
        let edits: [(inout Summary) -> Void] = [
            { $0.run.endReason = .stalled }, { $0.clock.steps = 1 },
            {
                $0.signalDelayMs?.censored = 5; $0.signalDelayMs?.lowerBound = ["p95"]
            },
        ]
        for edit in edits {
            let runs = PlannedSweep(sizes: 1, rates: 1).runs(PlannedSweep.additive) { place, summary in
                if place.task == 4 { edit(&summary) }
                return true
            }
            let found = try #require(SweepAnalysis(sweep: "s", runs: runs, options: options(prices)).budgets)
            #expect(found.choices.last?.value == 91)
        }
    }

    @Test func pricesThatRunsRecordedCountWhereNoneAreGiven() throws {
        let recorded = TaskPrices(perCPUHour: 0.04, perGigabyteHour: 0.01, currency: "CHF")
        let runs = PlannedSweep(sizes: 1, rates: 1).runs(PlannedSweep.additive) { _, summary in
            summary.run.settings.merge(recorded.settings) { $1 }
            return true
        }
        let found = try #require(SweepAnalysis(sweep: "s", runs: runs, options: options(nil)).budgets)
        #expect(
            found.basis == .taskPrice && found.unit == "CHF/h" && abs((found.choices.first?.cost ?? 0) - 0.03) < 1e-12
        )
        let given = try #require(SweepAnalysis(sweep: "s", runs: runs, options: options(prices)).budgets)
        #expect(given.unit == "EUR/h" && given.choices.map(\.cost) == found.choices.map(\.cost))
        var mixed = runs
        mixed[0].run.settings["task_price_currency"] = .text("USD")
        #expect(try SweepAnalysis(sweep: "s", runs: mixed, options: options(nil)).budgets?.basis != .taskPrice)
    }

    @Test func withoutPricesTheCoresUsedCount() throws {
        let runs = PlannedSweep(sizes: 2, rates: 1, tasks: 2).runs(PlannedSweep.additive) { place, summary in
            summary.streamer?.cpuCores = place.task == 0 ? 0.2 : 0.5
            return true
        }
        for prices in [nil, prices] {
            let unenforced = runs.map { run in
                var run = run
                if prices != nil { run.warnings = [RunWarning(code: .cpuMemoryNotEnforced, text: "", remedy: "")] }
                return run
            }
            let found = try #require(SweepAnalysis(sweep: "s", runs: unenforced, options: options(prices)).budgets)
            #expect(found.basis == .streamerCores && found.unit == "cores")
        }
        let found = try #require(SweepAnalysis(sweep: "s", runs: runs).budgets)
        #expect(found.choices.map(\.cost) == [0.2, 0.5, 0.2, 0.5])
    }

    @Test func thereIsNoneWithoutACostOrADelay() throws {
        var silent = PlannedSweep(sizes: 1, rates: 2, tasks: 1).runs(PlannedSweep.additive)
        for index in silent.indices { silent[index].streamer = nil }
        #expect(try SweepAnalysis(sweep: "s", runs: silent).budgets == nil)
        var options = options(prices)
        options.figures = [try FigurePath("frames.marked")]
        #expect(try SweepAnalysis(sweep: "s", runs: silent, options: options).budgets == nil)
    }
}
