import LabModel
import Testing

@testable import Estimation

@Suite struct RankingTests {
    /// A run of a provider, 25 frames a second for the asked 10 s.
    private func run(
        _ provider: String,
        p95: Double?,
        isLowerBound: Bool = false,
        shownS: Double = 10,
        edit: (inout Summary) -> Void = { _ in }
    ) -> Summary {
        var manifest = Planted.manifest
        manifest.provider = provider
        manifest.id = "\(provider)-run"
        manifest.settings["duration_s"] = .number(10)
        let part = Summary.RunPart(manifest: manifest, startedAt: "", endReason: .duration)
        var summary = Summary(run: part)
        summary.run.durationS = 10
        summary.frames.marked = Int(shownS * 25)
        summary.startupMs.firstMark = 40
        (summary.media.container, summary.media.width, summary.media.height) = ("mpegts", 1_280, 720)
        summary.frameRate.meanFps = 25
        let frames = Int(shownS * 25)
        let period = Summary.Period(startS: 0, frames: frames, dropped: 0, fps: 25, frameDelayMs: nil, bitrateBps: nil)
        summary.frameRate.periods = [period]
        if let p95 {
            var values = Distribution()
            values.p95 = p95
            let names = isLowerBound ? ["p95", "p99", "max"] : []
            summary.signalDelayMs = SignalDelay(values: values, censored: names.count, lowerBound: names)
        }
        edit(&summary)
        return summary
    }

    private func order(_ ranking: Ranking) -> [String] {
        ranking.entries.map { "\($0.place) \($0.provider)" }
    }

    @Test func continuousStreamsRankBySignalDelay() throws {
        let ranking = try Ranking([run("slow", p95: 90), run("fast", p95: 40), run("middle", p95: 60)])
        #expect(ranking.key == .signalDelay)
        #expect(order(ranking) == ["1 fast", "2 middle", "3 slow"])
        #expect(ranking.entries[0].valueMs == 40)
        #expect(ranking.entries[0].delivered == 1)
        #expect(ranking.entries[0].reason == "p95 of signal delay 40.0 ms")
    }

    @Test func oneSegmentedStreamMakesTheOperatingDelayTheKeyForAll() throws {
        let segmented = run("hls", p95: 100) { summary in
            summary.media.container = "hls"
            summary.playout = Summary.Playout()
            summary.playout?.operatingDelayMs = 1_600
        }
        let continuous = run("ts", p95: 120) { summary in
            summary.playout = Summary.Playout()
            summary.playout?.operatingDelayMs = 150
        }
        let ranking = try Ranking([segmented, continuous])
        #expect(ranking.key == .operatingDelay)
        #expect(order(ranking) == ["1 ts", "2 hls"])
        #expect(ranking.entries[1].valueMs == 1_600)
        #expect(ranking.entries[1].signalDelayP95Ms == 100)
        #expect(ranking.entries[1].reason == "operating delay 1600.0 ms")
    }

    @Test func knownFromBelowStandsBehindAllThatAreKnown() throws {
        let runs = [
            run("bound", p95: 30, isLowerBound: true), run("known", p95: 900), run("more", p95: 50, isLowerBound: true),
        ]
        let ranking = try Ranking(runs)
        #expect(order(ranking) == ["1 known", "2 bound", "3 more"])
        #expect(ranking.entries[1].isLowerBound)
        #expect(
            ranking.entries[1].reason
                == "p95 of signal delay at least 30.0 ms: known only from below, behind all that are known"
        )
    }

    @Test func aProviderThatDiedStandsLastHoweverFast() throws {
        let died = run("fast", p95: 10, shownS: 5) { $0.run.endReason = .stalled }
        let ranking = try Ranking([died, run("slow", p95: 4_000), run("bound", p95: 5_000, isLowerBound: true)])
        #expect(order(ranking) == ["1 slow", "2 bound", "3 fast"])
        #expect(ranking.entries[2].valueMs == 10)
        #expect(ranking.entries[2].died == 1)
        #expect(
            ranking.entries[2].reason
                == "died, 50.0 % of the asked duration delivered: behind all that lived, however fast"
        )
    }

    @Test(arguments: [
        EndReason.stalled, .failed, .endOfStream, .duration, .frameLimit, .interrupted, .noMark,
    ]) func whatIsADeath(reason: EndReason) throws {
        let early = run("early", p95: 10, shownS: 9.8) { $0.run.endReason = reason }
        let ranking = try Ranking([early, run("slow", p95: 100)])
        let isDeath = [.stalled, .failed, .endOfStream].contains(reason)
        #expect(ranking.entries.first { $0.provider == "early" }?.died == (isDeath ? 1 : 0))
        #expect(order(ranking) == (isDeath ? ["1 slow", "2 early"] : ["1 early", "2 slow"]))
    }

    /// It got the frames that it was asked for, though they last one second of the ten.
    @Test func whoEndsAtItsFrameLimitDeliveredAll() throws {
        let limited = run("a", p95: 10, shownS: 1) { $0.run.endReason = .frameLimit }
        #expect(try Ranking([limited]).entries.map(\.delivered) == [1])
        let single = run("a", p95: 10, shownS: 0.04) { summary in
            (summary.run.endReason, summary.run.durationS, summary.frameRate.meanFps) = (.frameLimit, 0.04, nil)
        }
        #expect(try Ranking([single]).entries.map(\.delivered) == [1])
        let timed = run("a", p95: 10, shownS: 5)
        #expect(try Ranking([limited, timed]).entries.map(\.delivered) == [6.0 / 11])
        #expect(try Ranking([timed]).entries.map(\.delivered) == [0.5])
    }

    @Test func aStreamThatStoppedJustBeforeTheEndHasDied() throws {
        let stopped = run("fast", p95: 10, shownS: 9.8) { summary in
            summary.events = [RunEvent(tS: 9.8, code: "stream_stopped", text: "")]
        }
        #expect(try order(Ranking([stopped, run("slow", p95: 100)])) == ["1 slow", "2 fast"])
    }

    @Test func filesAndStreamsWithoutAnAskedDurationMayEnd() throws {
        let file = run("file", p95: 10, shownS: 5) { summary in
            summary.run.endReason = .endOfStream
            summary.startupMs = Summary.StartupPart()
        }
        let unasked = run("unasked", p95: 20, shownS: 5) { summary in
            summary.run.endReason = .endOfStream
            summary.run.settings = [:]
        }
        let whole = run("whole", p95: 30, shownS: 10) { $0.run.endReason = .endOfStream }
        #expect(try Ranking([file, unasked, whole]).entries.map(\.died) == [0, 0, 0])
    }

    @Test func ofTwoThatDiedTheOneThatDeliveredMoreStandsFirst() throws {
        let soon = run("soon", p95: 10, shownS: 2) { $0.run.endReason = .stalled }
        let late = run("late", p95: 500, shownS: 8) { $0.run.endReason = .failed }
        let never = run("never", p95: nil, shownS: 0) { summary in
            summary.run.endReason = .failed
            summary.frameRate.meanFps = nil
        }
        let ranking = try Ranking([never, soon, late])
        #expect(order(ranking) == ["1 late", "2 soon", "3 never"])
        #expect(ranking.entries.map(\.delivered) == [0.8, 0.2, 0])
        #expect(ranking.entries[2].valueMs == nil)
    }

    @Test func severalRunsCountWithTheirMedian() throws {
        let a = [30, 500, 50.0].map { run("a", p95: $0) }
        let b = [40, 60.0].map { run("b", p95: $0) }
        let c = [run("c", p95: 10), run("c", p95: 20, isLowerBound: true), run("c", p95: 30)]
        let ranking = try Ranking(a + b + c)
        #expect(order(ranking) == ["1 c", "2 a", "2 b"])
        #expect(ranking.entries.map(\.valueMs) == [30, 50, 50])
        #expect(ranking.entries[1].reason == "p95 of signal delay 50.0 ms, median of 3 runs")
    }

    @Test func aMedianOnABoundIsABound() throws {
        let runs = [run("a", p95: 10), run("a", p95: 20, isLowerBound: true), run("b", p95: 300)]
        let ranking = try Ranking(runs)
        #expect(order(ranking) == ["1 b", "2 a"])
        #expect(ranking.entries[1].valueMs == 15)
        #expect(ranking.entries[1].isLowerBound)
    }

    @Test func oneDeathAmongSeveralRunsIsEnough() throws {
        let a = [run("a", p95: 10), run("a", p95: 10, shownS: 5) { $0.run.endReason = .stalled }]
        let ranking = try Ranking(a + [run("b", p95: 900)])
        #expect(order(ranking) == ["1 b", "2 a"])
        #expect(
            ranking.entries[1].reason
                == "died in 1 of 2 runs, 75.0 % of the asked duration delivered: behind all that lived, however fast"
        )
    }

    @Test func equalsShareAPlaceAndTheNextCountsThem() throws {
        let runs = [run("c", p95: 50), run("b", p95: 40), run("a", p95: 40)]
        #expect(try order(Ranking(runs)) == ["1 a", "1 b", "3 c"])
    }

    @Test(
        arguments: [
            (RunWarning.Code.streamerOverloaded, "the streamer was overloaded"),
            (.linkBypassed, "its media came past the link"),
        ]
    )
    func runsThatSayNothingOfTheirProviderAreListedNotRanked(code: RunWarning.Code, reason: String) throws {
        let overloaded = run("a", p95: 10) { summary in
            summary.run.attempt = 2
            summary.warnings = [RunWarning(code: code, text: "", remedy: "")]
        }
        let ranking = try Ranking([overloaded, run("b", p95: 20)])
        #expect(order(ranking) == ["1 b"])
        #expect(ranking.unranked.map(\.provider) == ["a"])
        #expect(ranking.unranked.first?.run == "a-run@2")
        #expect(ranking.unranked.first?.uuid == Planted.manifest.uuid)
        #expect(ranking.unranked.first?.reason == reason)
    }

    @Test func runsWithoutTheNumberAreListedNotRanked() throws {
        let unmarked = run("unmarked", p95: nil, shownS: 0) { $0.run.endReason = .noMark }
        let unclocked = run("unclocked", p95: nil)
        let ranking = try Ranking([unmarked, unclocked])
        #expect(ranking.entries.isEmpty)
        #expect(ranking.unranked.map(\.reason) == ["no mark was read", "no p95 of signal delay is known"])
    }

    @Test func differentSizesAreRankedOnlyWhereAllowed() throws {
        let small = run("small", p95: 10) { ($0.media.width, $0.media.height) = (640, 360) }
        let unknown = run("unknown", p95: 15) { $0.media.width = nil }
        let runs = [unknown, run("large", p95: 20), small]
        let large = SizedRun(name: "large-run", size: PixelSize(width: 1_280, height: 720))
        let other = SizedRun(name: "small-run", size: PixelSize(width: 640, height: 360))
        #expect(throws: RankingError.differentSizes(large, other)) {
            try Ranking(runs)
        }
        #expect(try order(Ranking(runs, allowsDifferentSizes: true)) == ["1 small", "2 unknown", "3 large"])
    }

    @Test func aRunThatChangedItsSizeIsRankedOnlyWhereAllowed() throws {
        let adaptive = run("adaptive", p95: 10) { summary in
            summary.warnings = [RunWarning(code: .resolutionChanged, text: "", remedy: "")]
        }
        #expect(throws: RankingError.changedSize("adaptive-run")) {
            try Ranking([adaptive, run("pinned", p95: 20)])
        }
        let mixed = try Ranking([adaptive, run("pinned", p95: 20)], allowsDifferentSizes: true)
        #expect(order(mixed) == ["1 adaptive", "2 pinned"])
    }

    @Test func sizesOfRunsThatTakeNoPartDoNotMatter() throws {
        let small = run("small", p95: nil) { ($0.media.width, $0.media.height) = (640, 360) }
        #expect(try order(Ranking([small, run("large", p95: 20)])) == ["1 large"])
    }

    @Test func groupsMayHaveAnyName() throws {
        let before = Ranking.Group(name: "before", runs: [run("x", p95: 50)])
        let after = Ranking.Group(name: "after", runs: [run("x", p95: 40)])
        #expect(try order(Ranking([before, after])) == ["1 after", "2 before"])
    }

    @Test func nothingRanksNothing() throws {
        let ranking = try Ranking([Summary]())
        #expect(ranking.entries.isEmpty)
        #expect(ranking.unranked.isEmpty)
    }

    @Test func theKeySaysWhy() {
        #expect(
            RankingKey.signalDelay.reason
                == "All streams are continuous: ranked by the 95th percentile of signal delay."
        )
        #expect(
            RankingKey.operatingDelay.reason
                == "At least one stream is segmented, and a burst cannot be watched at its own delay: "
                + "ranked by the operating delay, signal delay beside it."
        )
    }

    @Test func framesNeverSeenLeaveTheOperatingDelayOpen() throws {
        let planned = { (provider: String, delay: Double, unresolved: Int) in
            run(provider, p95: 100) { summary in
                summary.media.container = "hls"
                summary.playout = Summary.Playout()
                summary.playout?.operatingDelayMs = delay
                (summary.frames.expected, summary.frames.unresolved) = (1_000, unresolved)
            }
        }
        let ranking = try Ranking([planned("open", 500, 2), planned("known", 3_000, 1)])
        #expect(order(ranking) == ["1 known", "2 open"])
        #expect(ranking.entries.map(\.isLowerBound) == [false, true])
    }
}
