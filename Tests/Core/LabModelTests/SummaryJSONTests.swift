import Foundation
import LabModel
import Testing

@Suite struct SummaryJSONTests {
    private static let manifest = RunManifest(
        uuid: "0197a0b0-0000-7000-8000-000000000000",
        id: "test1",
        attempt: 1,
        provider: "direct",
        url: "http://127.0.0.1:8080/live.ts",
        startedAt: WallTime(nanoseconds: 0),
        settings: ["imageSize": .integer(2), "frame_limit": .flag(true), "gop": .number(1.5), "codec": .text("h264")],
        versions: ["libAV": "5.1"],
        machine: ["cpu_count": .integer(2)]
    )

    private static var empty: Summary {
        Summary(run: Summary.RunPart(manifest: manifest, startedAt: "1970-01-01T00:00:00.000Z", endReason: .duration))
    }

    /// A summary in which every part is known.
    private static var full: Summary {
        var values = Distribution()
        values.n = 2
        values.p50 = 1.5
        values.ci95P50 = [1, 2]
        var summary = empty
        summary.frameDelayMs = values
        summary.arrivalDelayMs = values
        summary.arrivalMethod = .readLog
        summary.signalDelayMs = SignalDelay(values: values, censored: 3, lowerBound: ["p99"])
        summary.playout = Summary.Playout()
        summary.relativeToControlMs = ControlDelay(values: values, matched: 1, onlyTest: 2, onlyControl: 3)
        summary.relativeSignalMs = SignalDelay(values: values, censored: 1, lowerBound: ["max"])
        summary.relativeAtInstantMs = values
        summary.controlDelayMs = values
        summary.streamer = Summary.Streamer()
        summary.streamer?.latenessMs = Summary.Spread(p50: 1, p95: 2, max: 3)
        summary.streamer?.encodeMs = Summary.Spread(p50: 1, p95: 2, max: nil)
        summary.frames.unreadableBy = ["no_code": 1]
        summary.frames.expectedMethod = .clock
        summary.frameRate.periods = [
            Summary.Period(startS: 0, frames: 1, dropped: nil, fps: 2, frameDelayMs: 3, bitrateBps: nil)
        ]
        summary.driftCi95 = [-1, 1]
        summary.jitterRfc3550Ms = 0.5
        summary.quality = Summary.Quality()
        summary.quality?.matched = Summary.Scores()
        summary.quality?.asDisplayed = Summary.Scores()
        summary.quality?.importedDb = Summary.ImportedQuality(unit: "ssim")
        summary.intrinsic = Summary.Intrinsic(p50Ms: 4, p95Ms: 5, calibrationId: "c", ageH: 1)
        summary.segments = Summary.Segments(count: 3)
        summary.playout?.start = Summary.Start(holdBackMs: 600, delayMs: 850, stalledRatio: nil)
        summary.playout?.fixed = [Summary.FixedPoint(delayMs: 10, stalledRatio: 0.1)]
        summary.playout?.rebuffering = [
            Summary.RebufferingPoint(bufferMs: 1, meanDelayMs: 2, endDelayMs: 3, stalls: 4, stalledRatio: 0.5)
        ]
        summary.quality?.pools = ["psnr_y_db": ["p5": 30]]
        summary.costUsd = Summary.Cost(run: 0.1, perViewerHour: nil)
        summary.events = [RunEvent(tS: 1, code: "epoch", text: "Epoch 1 begins.")]
        summary.warnings = [RunWarning(code: .fewSamples, text: "Few.", remedy: "More.")]
        return summary
    }

    private static func object(_ summary: Summary) throws -> [String: Any] {
        let text = try SummaryJSON.encode(summary)
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private static func keys(_ object: [String: Any], _ part: String) -> String {
        (object[part] as? [String: Any] ?? [:]).keys.sorted().joined(separator: " ")
    }

    private static let topKeys =
        "arrival_delay_ms arrival_method av_offset_ms bitrate_bps clock control_delay_ms cost_usd drift_ci95 "
        + "drift_ms_per_min events "
        + "frame_delay_ms frame_rate frames freezes held_back_frames intrinsic jitter_ms jitter_rfc3550_ms media "
        + "playout quality receiver reconnects relative_at_instant_ms relative_signal_ms relative_to_control_ms run "
        + "schema segments signal_delay_ms stalls startup_ms streamer warnings"

    private static let distributionKeys = "ci95_p50 ci95_p95 max mean min n p25 p5 p50 p75 p95 p99 stddev"

    @Test func everyKeyIsThereWhereNothingIsKnown() throws {
        let object = try Self.object(Self.empty)
        #expect(object.keys.sorted().joined(separator: " ") == Self.topKeys)
        let nulls = object.filter { $0.value is NSNull }.keys.sorted().joined(separator: " ")
        #expect(
            nulls
                == "arrival_delay_ms arrival_method av_offset_ms bitrate_bps control_delay_ms cost_usd drift_ci95 "
                + "drift_ms_per_min "
                + "frame_delay_ms intrinsic jitter_ms jitter_rfc3550_ms playout quality relative_at_instant_ms "
                + "relative_signal_ms relative_to_control_ms segments signal_delay_ms streamer"
        )
    }

    @Test(arguments: [
        (
            "run",
            "attempt duration_s end_reason id machine provider settings started_at url uuid versions"
        ),
        (
            "frames",
            "backlog decoded dropped duplicated expected expected_method filled marked negative_delay out_of_order "
                + "received repeated unreadable unreadable_by unresolved"
        ),
        ("frame_delay_ms", distributionKeys),
        ("arrival_delay_ms", distributionKeys),
        (
            "signal_delay_ms",
            "censored ci95_p50 ci95_p95 lower_bound max mean min n p25 p5 p50 p75 p95 p99 stddev"
        ),
        ("held_back_frames", "max median"),
        ("playout", "fixed least_delay_no_stall_ms operating_delay_ms rebuffering start"),
        (
            "relative_to_control_ms",
            "ci95_p50 ci95_p95 matched max mean min n only_control only_test p25 p5 p50 p75 p95 p99 stddev"
        ),
        ("clock", "drift_ppm error_bound_max_ms error_bound_ms exchanges method min_rtt_ms offset_ms steps"),
        ("streamer", "cpu_cores encode_ms late lateness_ms skipped ticks"),
        ("receiver", "cpu_cores max_decode_queue_ms peak_memory_mb"),
        ("frame_rate", "harmonic_fps mean_fps periods"),
        ("freezes", "count longest_ms total_ms"),
        ("stalls", "count longest_ms total_ms"),
        ("reconnects", "count gap_ms"),
        ("startup_ms", "connect first_byte first_frame first_mark joins"),
        ("media", "codec container fps height variant width"),
        (
            "quality",
            "as_displayed every_n frames_scored imported_db matched pools vmaf_model vmaf_version"
        ),
        ("cost_usd", "per_viewer_hour run"),
        ("intrinsic", "age_h calibration_id p50_ms p95_ms"),
        (
            "segments",
            "backlog complete_ms complete_p95_ms count first_byte_ms first_byte_p95_ms hinted incomplete last_byte_ms "
                + "last_byte_p95_ms part_duration_ms playlist_age_ms playlist_age_p95_ms request_ms request_p95_ms "
                + "segment_duration_ms"
        ),
    ])
    func theKeysAreTheContracts(part: String, wanted: String) throws {
        #expect(Self.keys(try Self.object(Self.full), part) == wanted)
    }

    @Test func innerKeysAreTheContracts() throws {
        let object = try Self.object(Self.full)
        let rate = try #require(object["frame_rate"] as? [String: Any])
        let period = try #require((rate["periods"] as? [[String: Any]])?.first)
        #expect(
            period.keys.sorted() == ["bitrate_bps", "dropped", "fps", "frame_delay_ms", "frames", "start_s"]
        )
        let playout = try #require(object["playout"] as? [String: Any])
        let fixed = try #require((playout["fixed"] as? [[String: Any]])?.first)
        #expect(fixed.keys.sorted() == ["delay_ms", "stalled_ratio"])
        let rebuffering = try #require((playout["rebuffering"] as? [[String: Any]])?.first)
        #expect(
            rebuffering.keys.sorted() == ["buffer_ms", "end_delay_ms", "mean_delay_ms", "stalled_ratio", "stalls"]
        )
        #expect(Self.keys(playout, "start") == "delay_ms hold_back_ms stalled_ratio")
        let quality = try #require(object["quality"] as? [String: Any])
        #expect(Self.keys(quality, "matched") == "ms_ssim_y psnr_y_db psnr_y_mse_db ssim_y vmaf")
        #expect(Self.keys(quality, "pools") == "psnr_y_db")
        let event = try #require((object["events"] as? [[String: Any]])?.first)
        #expect(event.keys.sorted() == ["code", "t_s", "text"])
        let warning = try #require((object["warnings"] as? [[String: Any]])?.first)
        #expect(warning.keys.sorted() == ["code", "remedy", "text"])
        #expect(warning["code"] as? String == "few_samples")
    }

    @Test func keysOfManifestsAreLeftAsTheyAre() throws {
        let run = try #require(try Self.object(Self.empty)["run"] as? [String: Any])
        #expect(Self.keys(run, "settings") == "codec frame_limit gop imageSize")
        #expect(Self.keys(run, "versions") == "libAV")
    }

    @Test func decodingReturnsWhatWasEncoded() throws {
        for summary in [Self.empty, Self.full] {
            #expect(try SummaryJSON.decode(SummaryJSON.encode(summary)) == summary)
            #expect(try SummaryJSON.decode(SummaryJSON.encode(summary, pretty: true)) == summary)
        }
    }

    /// Summaries of older versions have plain distributions of joins.
    @Test func joinsWithoutBoundsAreRead() throws {
        let joins = #"{"n":3,"failed":1,"connect":null,"first_mark":{"n":2,"p50":250,"p95":300}}"#
        let text = try SummaryJSON.encode(Self.empty).replacing(#""joins":null"#, with: #""joins":"# + joins)
        let read = try #require(try SummaryJSON.decode(text).startupMs.joins)
        #expect(read.n == 3 && read.failed == 1)
        #expect(read.connect == nil && read.firstFrame == nil)
        let mark = try #require(read.firstMark)
        #expect(mark.values.p50 == 250 && mark.values.p95 == 300)
        #expect(mark.censored == 0 && mark.lowerBound.isEmpty)
    }

    @Test func severalRunsStandInOneObject() throws {
        let text = try SummaryJSON.encode(runs: [Self.empty, Self.full])
        #expect(try SummaryJSON.decode(runs: text) == [Self.empty, Self.full])
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(object.keys.sorted() == ["runs"])
        #expect((object["runs"] as? [Any])?.count == 2)
    }

    @Test func numbersThatJSONCannotHoldAreRefused() {
        var summary = Self.empty
        summary.jitterMs = .infinity
        #expect(throws: EncodingError.self) { try SummaryJSON.encode(summary) }
    }

    @Test func textThatIsNoSummaryIsRefused() {
        #expect(throws: DecodingError.self) { try SummaryJSON.decode("{}") }
    }
}
