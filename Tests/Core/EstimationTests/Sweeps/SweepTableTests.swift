import LabModel
import Testing

@testable import Estimation

/// Which runs count, what varies between them, and what is said of those that do not.
@Suite struct SweepTableTests {
    private typealias Place = PlannedSweep.Place

    private func run(_ line: Int, attempt: Int = 1, p95: Double = 100, end: EndReason = .duration) -> Summary {
        var summary = PlannedSweep.run(Place(size: 0, fps: (line - 1) % 2, task: 0), line: line, p95: p95)
        summary.run.attempt = attempt
        summary.run.uuid += "-\(attempt)"
        summary.run.endReason = end
        return summary
    }

    @Test func theFirstCompleteAttemptCounts() throws {
        let runs = [
            run(1, attempt: 3, p95: 300), run(1, attempt: 2, p95: 200), run(1, attempt: 1, p95: 100, end: .stalled),
            run(2, attempt: 1, p95: 50, end: .interrupted),
        ]
        for order in [runs, runs.reversed()] {
            let found = try SweepAnalysis(sweep: "s", runs: order)
            #expect(found.level("fps", "15")?.mean == 200 && found.measured == 1 && found.lines == 2)
            #expect(found.level("fps", "15")?.died == 1)
            #expect(found.failures.map(\.kind) == [.died, .interrupted])
            #expect(found.failures.map(\.isReplaced) == [true, false])
            #expect(found.failures.map(\.name) == ["task_0", "task_1"])
            #expect(found.notes.first?.text == "1 result without a number: 1 interrupted.")
        }
    }

    @Test func eachProviderHasAResultOfItsOwn() throws {
        let runs = (1...8).flatMap { line -> [Summary] in
            ["direct", "cloud"].enumerated().map { index, provider in
                var summary = run(line, attempt: index + 1, p95: 100 + Double(line * 10) + (index == 0 ? 0 : 7))
                (summary.run.provider, summary.run.settings["group"]) = (provider, .text("group-\(line)"))
                return summary
            }
        }
        let found = try SweepAnalysis(sweep: "s", runs: runs)
        #expect(found.factors.map(\.name) == ["provider", "fps"] && found.measured == 16 && found.lines == 8)
        let effect = try #require(found.effect("provider", "direct"))
        // Pairs of one measurement: what the lines differ by cancels.
        #expect(effect.value == -7 && effect.verdict == .lower && abs((effect.low ?? 0) + 7) < 1e-9)
        // Eight measurements of two runs each are eight, not sixteen.
        #expect(found.effect("fps", "25")?.basis == .repeats)
    }

    /// What a low-latency HLS server's runs store: each one's control has a port of its own.
    @Test func theAddressOfTheControlIsNoFactor() throws {
        let runs = (1...16).map { line in
            var summary = run(line, p95: line.isMultiple(of: 2) ? 50 : 100 + Double(line))
            summary.run.provider = "ll-hls"
            summary.run.settings["control"] = .text("http://127.0.0.1:\(40_000 + line * 7)/live.ts")
            summary.run.settings["provider_protocol"] = .text("ll-hls")
            summary.run.settings["clock"] = .text("auto")
            return summary
        }
        let found = try SweepAnalysis(sweep: "s", runs: runs)
        #expect(found.factors.map(\.name) == ["fps"] && found.fixed["control"] == nil)
        let effect = try #require(found.effect("fps", "25"))
        #expect(effect.basis == .repeats && effect.verdict == .lower)
    }

    @Test func linesWithoutARunAreListed() throws {
        var options = SweepAnalysisOptions()
        options.missing = [
            MissingLine(line: 6, name: "task_5", settings: ["fps": "25"], failure: "no free port"),
            MissingLine(line: 7, name: "task_6"), MissingLine(line: 1, name: "task_0"),
        ]
        let found = try SweepAnalysis(sweep: "s", runs: [1, 2, 5].map { run($0) }, options: options)
        #expect(found.failures.map(\.line) == [3, 4, 6, 7])
        #expect(found.failures.map(\.kind) == [.missing, .missing, .failed, .missing])
        #expect(found.failures[2].reason == "no free port" && found.lines == 7)
    }

    @Test func linesThatStillRunAreNoFailures() throws {
        var options = SweepAnalysisOptions()
        options.missing = [MissingLine(line: 4, settings: ["fps": "25"], failedAttempts: ["no room"])]
        options.running = [2, 3, 4, 9]
        let found = try SweepAnalysis(sweep: "s", runs: [1, 2, 5].map { run($0) }, options: options)
        #expect(found.failures.map(\.line) == [3, 4, 9] && found.lines == 6)
        #expect(found.failures.allSatisfy { $0.kind == .missing })
        #expect(
            found.failures.map(\.reason) == [
                "it is still being measured", "it is still being measured, after it failed: no room",
                "it is still being measured",
            ]
        )
    }

    @Test func linesThatFailedKeepTheirLevelFromBeingBetter() throws {
        let runs = (1...16).map { run($0, p95: $0.isMultiple(of: 2) ? 50 : 100 + Double($0)) }
        #expect(try SweepAnalysis(sweep: "s", runs: runs).effect("fps", "25")?.verdict == .lower)
        var options = SweepAnalysisOptions()
        options.missing = [MissingLine(line: 17, settings: ["fps": "25", "codec": "vp9"], failure: "it crashed")]
        let found = try SweepAnalysis(sweep: "s", runs: runs, options: options)
        // All its levels are known: its settings have no number either.
        #expect(found.effect("fps", "25")?.reason == .noSharedSettings)
        #expect(found.level("fps", "25")?.withoutNumber == 1)
    }

    @Test func aLineThatFailedCountsAgainstEveryLevelThatItMayHaveHad() throws {
        let runs = (1...32).map { line in
            var summary = run(line, p95: Double(line.isMultiple(of: 2) ? 50 : 100) + Double(line % 4 > 1 ? 500 : 0))
            summary.run.settings["gop_s"] = .number(line % 4 > 1 ? 0.5 : 2)
            return summary
        }
        let verdicts = { (settings: [String: String]) throws -> [SweepEffect.Reason?] in
            var options = SweepAnalysisOptions()
            options.missing = [MissingLine(line: 33, settings: settings, failure: "it crashed")]
            let found = try SweepAnalysis(sweep: "s", runs: runs, options: options)
            return [found.effect("fps", "25")?.reason, found.effect("gop_s", "2")?.reason]
        }
        // Lines 2 and 3 of four differ in both: levels are told apart with all else equal.
        let whole = try SweepAnalysis(sweep: "s", runs: runs)
        #expect(whole.effect("fps", "25")?.verdict == .lower && whole.effect("gop_s", "2")?.verdict == .lower)
        // Of nothing known, anything may be to blame; of one factor known, that level, and every one of the other.
        #expect(try verdicts([:]) == [.incomplete, .incomplete])
        #expect(try verdicts(["fps": "15"]) == [nil, .incomplete])
        #expect(try verdicts(["fps": "25"]) == [.incomplete, .incomplete])
        #expect(try verdicts(["gop_s": "0.5"]) == [.incomplete, nil])
        // A level that no run has is no other's fault.
        #expect(try verdicts(["fps": "60", "gop_s": "0.5"]) == [nil, nil])
    }

    @Test func attemptsThatLeftNoRunAreCountedAndListed() throws {
        let runs = (1...16).map { run($0, p95: $0.isMultiple(of: 2) ? 50 : 100 + Double($0)) }
        var options = SweepAnalysisOptions()
        options.missing = [MissingLine(line: 2, name: "task_1", failedAttempts: ["no room", "it was killed"])]
        let found = try SweepAnalysis(sweep: "s", runs: runs, options: options)
        let (effect, level) = (found.effect("fps", "25"), found.level("fps", "25"))
        #expect(effect?.reason == .incomplete && effect?.verdict != .lower)
        // The line's number is there all the same.
        #expect(level?.died == 2 && level?.measured == 8 && level?.withoutNumber == 0 && found.lines == 16)
        #expect(found.failures.map(\.reason) == ["no room", "it was killed"])
        #expect(
            found.failures.allSatisfy { $0.isReplaced && $0.kind == .failed && $0.line == 2 && $0.name == "task_1" }
        )
        #expect(found.notes.first?.text.hasPrefix("2 attempts died beside results that were measured") == true)
        // Of the worse level they take nothing away.
        options.missing[0].line = 3
        #expect(try SweepAnalysis(sweep: "s", runs: runs, options: options).effect("fps", "25")?.verdict == .lower)
        // A line without a run that failed before speaks of its settings, whether somebody is at it or not.
        options.missing = [
            MissingLine(line: 17, settings: ["fps": "25"], failedAttempts: ["no room", "it was killed"])
        ]
        let open = try SweepAnalysis(sweep: "s", runs: runs, options: options)
        #expect(open.failures.map(\.reason) == ["it was killed, the last of 2 attempts"])
        #expect(open.effect("fps", "25")?.reason == .noSharedSettings && open.lines == 17)
    }

    @Test func aLinesLostAttemptCountsForEachProviderAndIsListedOnce() throws {
        let runs = (1...8).flatMap { line in
            ["direct", "cloud"].map { provider in
                var summary = run(line)
                (summary.run.provider, summary.run.uuid) = (provider, "\(provider)-\(line)")
                return summary
            }
        }
        var options = SweepAnalysisOptions()
        options.missing = [MissingLine(line: 4, failedAttempts: ["it was killed"])]
        let found = try SweepAnalysis(sweep: "s", runs: runs, options: options)
        #expect(found.level("provider", "direct")?.died == 1 && found.level("provider", "cloud")?.died == 1)
        #expect(found.failures.count == 1)
        #expect(found.notes.first?.text.hasPrefix("1 attempt died") == true)
    }

    @Test func whatCannotBeUsedIsSaid() throws {
        let edits: [(SweepFailure.Kind, (inout Summary) -> Void)] = [
            (.died, { $0.run.endReason = .failed }), (.noMark, { $0.run.endReason = .noMark }),
            (.noMark, { $0.frames.marked = 0 }), (.interrupted, { $0.run.endReason = .interrupted }),
            (.streamerOverloaded, { $0.warnings = [RunWarning(code: .streamerOverloaded, text: "", remedy: "")] }),
            (.linkBypassed, { $0.warnings = [RunWarning(code: .linkBypassed, text: "", remedy: "")] }),
            (.differentSizes, { $0.warnings = [RunWarning(code: .resolutionChanged, text: "", remedy: "")] }),
            (.noNumber, { $0.signalDelayMs = nil }), (.noNumber, { $0.signalDelayMs?.values.n = 99 }),
        ]
        for (kind, edit) in edits {
            var bad = run(2)
            edit(&bad)
            let found = try SweepAnalysis(sweep: "s", runs: [run(1), bad])
            #expect(found.failures.map(\.kind) == [kind])
            #expect(found.measured == 1 && found.effect("fps", "25")?.value == nil)
        }
        var enough = run(2)
        enough.signalDelayMs?.values.n = 100
        #expect(try SweepAnalysis(sweep: "s", runs: [run(1), enough]).failures.isEmpty)
    }

    @Test func runsOfTheSameSettingsWithDifferentSizesSayNothing() throws {
        var other = run(3)
        (other.media.width, other.media.height) = (64, 48)
        let runs = [run(1), run(2), other]
        let found = try SweepAnalysis(sweep: "s", runs: runs)
        #expect(found.failures.map(\.kind) == [.differentSizes, .differentSizes])
        var options = SweepAnalysisOptions()
        options.allowsDifferentSizes = true
        #expect(try SweepAnalysis(sweep: "s", runs: runs, options: options).measured == 3)
    }

    @Test func levelsAreSortedAsNumbers() {
        let sorted = LevelOrder.sorted(["1024:2", "512:10", "unset", "512:2", "nan"])
        #expect(sorted == ["unset", "512:2", "512:10", "1024:2", "nan"])
        #expect(LevelOrder.sorted(["2500k", "800k", "1200k"]) == ["800k", "1200k", "2500k"])
        #expect(LevelOrder.sorted(["1280x720", "486x240"]) == ["486x240", "1280x720"])
        #expect(LevelText.of(25) == "25" && LevelText.of(29.97) == "29.97" && LevelText.of(0.5) == "0.5")
    }

    /// A link's seed is drawn anew for each run that does not give one.
    @Test func runsThroughTheSameLinkAreOfOneLevel() throws {
        let runs = (1...8).map { line in
            var summary = run(line)
            let link = (line / 2).isMultiple(of: 2) ? "delay=10ms" : "delay=50ms,loss=1%"
            summary.run.settings["link"] = .text("\(link),seed=\(line * 7_919)")
            summary.run.settings["link_push"] = .text("seed=\(line),rate=4000k,queue=200ms")
            return summary
        }
        let found = try SweepAnalysis(sweep: "s", runs: runs)
        #expect(found.factors.first { $0.name == "link" }?.levels == ["delay=10ms", "delay=50ms,loss=1%"])
        #expect(found.fixed["link_push"] == "rate=4000k,queue=200ms")
        #expect(LevelText.of(.text("a,seed=1"), of: "content") == "a,seed=1")
    }

    @Test func segmentedStreamsAreJudgedByTheirOperatingDelay() throws {
        let runs = (1...4).map { line in
            var summary = run(line)
            summary.media.container = "hls"
            var playout = Summary.Playout()
            playout.operatingDelayMs = 3_000 + Double(line)
            summary.playout = playout
            return summary
        }
        let found = try SweepAnalysis(sweep: "s", runs: runs)
        #expect(
            found.figures.map(\.figure) == [
                "playout.operating_delay_ms", "signal_delay_ms.p95", "signal_delay_ms.p50",
            ]
        )
        #expect(found.effect("fps", "25")?.value == 1)
    }

    @Test func limitsAreTold() throws {
        let many = (1...102).map { line in
            var summary = run(line)
            summary.run.settings["content"] = .text("clip-\(line)")
            return summary
        }
        #expect(throws: SweepError.tooManyLevels(factor: "content", count: 102, limit: 100)) {
            try SweepAnalysis(sweep: "s", runs: many)
        }
        var options = SweepAnalysisOptions()
        options.ignored = ["content"]
        #expect(try SweepAnalysis(sweep: "s", runs: many, options: options).factors.map(\.name) == ["fps"])
        #expect(
            "\(SweepError.tooManyLevels(factor: "content", count: 102, limit: 100))"
                == "the setting content has 102 values, above the 100 that are told apart. "
                + "Leave it out of the analysis with --ignore content."
        )
        #expect(
            "\(SweepError.tooManyRuns(sweep: "s", count: 10_001, limit: 10_000))"
                == "the sweep \"s\" has 10001 runs, above the 10000 that are analysed at once. "
                + "Give its parts names of their own."
        )
    }
}
