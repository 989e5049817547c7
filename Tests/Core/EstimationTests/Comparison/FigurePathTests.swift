import LabModel
import Testing

@testable import Estimation

@Suite struct FigurePathTests {
    @Test(arguments: [
        ("signal_delay_ms.p95", "ms", true), ("frame_delay_ms.stddev", "ms", false), ("frame_delay_ms.n", nil, false),
        ("playout.operating_delay_ms", "ms", true), ("frames.dropped", nil, false), ("freezes.total_ms", "ms", false),
        ("drift_ms_per_min", "ms/min", false), ("startup_ms.first_frame", "ms", false), ("bitrate_bps", "bps", false),
        ("frame_rate.mean_fps", "fps", false), ("cost_usd.run", "usd", false), ("run.duration_s", "s", false),
        ("quality.matched.vmaf", nil, false), ("signal_delay_ms.ci95_p95.1", "ms", true),
        ("startup_ms.joins.first_mark.p95", "ms", false), ("quality.pools.vmaf.p5", nil, false),
        ("streamer.lateness_ms.p95", "ms", false), ("control_delay_ms.p50", "ms", true),
        ("segments.request_ms", "ms", true), ("segments.complete_p95_ms", "ms", true),
        ("segments.last_byte_ms", "ms", false), ("segments.count", nil, false), ("av_offset_ms", "ms", false),
        ("playout.start.delay_ms", "ms", true), ("playout.start.hold_back_ms", "ms", false),
        ("playout.start.stalled_ratio", nil, false), ("relative_signal_ms.p95", "ms", false),
        ("relative_to_control_ms.only_test", nil, false),
    ])
    func unitsAndClocks(text: String, unit: String?, standsOnClock: Bool) throws {
        let path = try FigurePath(text)
        #expect(path.description == text)
        #expect(path.unit == unit)
        #expect(path.standsOnClock == standsOnClock)
    }

    @Test(arguments: [
        ("signal_delay.p95", 1, "no key \"signal_delay\" among "),
        ("signal_delay_ms.p96", 17, "no key \"p96\" among censored, ci95_p50, "),
        ("signal_delay_ms", 16, "there are several numbers"), ("", 1, "no key \"\" among "),
        ("run.id", 1, "there is a text"), ("bitrate_bps.p95", 13, "there is nothing below"),
        ("signal_delay_ms.ci95_p95.2", 26, "\"2\" is no place in a list"),
        ("quality.pools.", 15, "no key \"\" among "),
    ])
    func whatLeadsNowhereIsSaid(text: String, column: Int, reason: String) {
        let error = #expect(throws: ComparisonError.self) { try FigurePath(text) }
        guard case .unknownPath(text, let place, let said) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(place == column)
        #expect(said.hasPrefix(reason), "\(said)")
    }

    @Test func textsAreWhole() {
        let error = ComparisonError.unknownPath("a.b", column: 3, reason: "no key \"b\" among c")
        #expect(
            error.description == "\"a.b\" leads to no number of a summary: no key \"b\" among c: character 3. "
                + "See the keys with glasslab show ID --json, and write them with dots between."
        )
        #expect(error.exitStatus == .usage)
    }

    @Test func knowsWhatIsKnownOnlyFromBelow() throws {
        let summary = PlannedRuns.run(240) { summary in
            summary.signalDelayMs?.censored = 2
            summary.signalDelayMs?.lowerBound = ["p99", "max"]
            summary.relativeSignalMs = summary.signalDelayMs
            summary.startupMs.joins = .init(n: 3, failed: 1)
            let firstMark = summary.signalDelayMs
            summary.startupMs.joins?.firstMark = firstMark
        }
        for family in ["signal_delay_ms", "relative_signal_ms", "startup_ms.joins.first_mark"] {
            #expect(try FigurePath("\(family).p99").isLowerBound(in: summary))
            #expect(try FigurePath("\(family).mean").isLowerBound(in: summary))
            #expect(try !FigurePath("\(family).p95").isLowerBound(in: summary))
        }
        #expect(try !FigurePath("startup_ms.joins.connect.p99").isLowerBound(in: summary))
        #expect(try !FigurePath("frame_delay_ms.p99").isLowerBound(in: summary))
    }

    @Test func findsNumbersAndNothing() throws {
        let tree = try FigureTree(PlannedRuns.run(240))
        #expect(try FigurePath("signal_delay_ms.p95").value(in: tree) == 240)
        #expect(try FigurePath("frames.received").value(in: tree) == 0)
        #expect(try FigurePath("frame_delay_ms.p95").value(in: tree) == nil)
        #expect(try FigurePath("run.attempt").value(in: tree) == 1)
    }

    @Test func findsPoolsWhoseNamesHoldDots() throws {
        let summary = PlannedRuns.run(240) { summary in
            summary.quality = Summary.Quality()
            summary.quality?.pools = [
                "vmaf": ["p5": 1], "vmaf.masked": ["p5": 2], "as_displayed.vmaf.masked": ["p5": 3],
            ]
        }
        let tree = try FigureTree(summary)
        #expect(try FigurePath("quality.pools.vmaf.p5").value(in: tree) == 1)
        #expect(try FigurePath("quality.pools.vmaf.masked.p5").value(in: tree) == 2)
        #expect(try FigurePath("quality.pools.as_displayed.vmaf.masked.p5").value(in: tree) == 3)
        #expect(try FigurePath("quality.pools.as_displayed.vmaf.p5").value(in: tree) == nil)
        #expect(try FigurePath("quality.pools.psnr_y_db.masked.p5").unit == "db")
    }

    @Test func framesNeverSeenLeaveThePlayoutOpen() throws {
        let cases: [(Int, operating: Bool, least: Bool)] = [(0, false, false), (1, false, true), (2, true, true)]
        for (unresolved, operating, least) in cases {
            let summary = PlannedRuns.run(240) { summary in
                (summary.frames.expected, summary.frames.unresolved) = (1_000, unresolved)
            }
            #expect(try FigurePath("playout.operating_delay_ms").isLowerBound(in: summary) == operating)
            #expect(try FigurePath("playout.least_delay_no_stall_ms").isLowerBound(in: summary) == least)
        }
    }
}
