/// The views that a person who asks the store in SQL may build on.
///
/// Those that the file itself holds are read by any SQLite; the others are made for as long as `glasslab sql` runs, so
/// that files of every version have them.
public enum ShellViews {
    /// One view.
    public struct View: Hashable, Sendable {
        /// What it is called.
        public let name: String
        /// What a row is.
        public let row: String
        /// Its columns, in order.
        public let columns: [String]
        /// What makes it; nil where the file holds it.
        let select: String?

        /// Whether the file holds it, so that any SQLite reads it.
        public var isInFile: Bool { select == nil }
    }

    /// All of them, those of the file last.
    public static let all = [runs, periods, events, warnings, settings] + inFile

    /// SQL that makes those that the file does not hold, for one connection; it writes nothing to the file.
    public static var setup: String {
        all.compactMap { view in
            view.select.map { "CREATE TEMP VIEW \(view.name) (\(view.columns.joined(separator: ", "))) AS \($0);" }
        }.joined(separator: "\n")
    }

    /// Begins each row: which run, as `show` and others find it.
    private static let name = "run.id || '@' || run.attempt"

    private static let runs: View = {
        let numbers = [
            ("duration_s", "run.duration_s"), ("received", "frames.received"), ("dropped", "frames.dropped"),
            ("frame_delay_p50_ms", "frame_delay_ms.p50"), ("frame_delay_p95_ms", "frame_delay_ms.p95"),
            ("signal_delay_p50_ms", "signal_delay_ms.p50"), ("signal_delay_p95_ms", "signal_delay_ms.p95"),
            ("operating_delay_ms", "playout.operating_delay_ms"), ("fps", "frame_rate.mean_fps"),
            ("freezes", "freezes.count"), ("freeze_ms", "freezes.total_ms"), ("bitrate_bps", "bitrate_bps"),
            ("clock_bound_ms", "clock.error_bound_ms"), ("vmaf", "quality.matched.vmaf"),
            ("cost_usd", "cost_usd.run"), ("cost_usd_per_viewer_hour", "cost_usd.per_viewer_hour"),
        ]
        let selected = numbers.map { "json_extract(summary, '$.\($0.1)')" }.joined(separator: ", ")
        return View(
            name: "runs",
            row: "a run, with the numbers of its summary; NULL where it was never finished",
            columns: ["run", "provider", "started_at", "end_reason", "sweep"] + numbers.map(\.0) + [
                "is_signal_delay_lower_bound", "is_operating_delay_lower_bound", "warnings", "uuid", "analysis_number",
            ],
            select: """
                SELECT \(name), provider, strftime('%Y-%m-%dT%H:%M:%fZ', started_at / 1e9, 'unixepoch'), end_reason,
                json_extract(manifest, '$.settings.sweep'), \(selected), \(Schema.Version5.isSignalDelayLowerBound),
                \(Schema.Version5.isOperatingDelayLowerBound), json_array_length(summary, '$.warnings'), uuid,
                analysis_number FROM run
                """
        )
    }()

    private static let periods = View(
        name: "periods",
        row: "a period of a run's summary, as export --periods writes it",
        columns: [
            "run", "provider", "period", "start_s", "frames", "dropped", "fps", "frame_delay_ms", "bitrate_bps",
            "analysis_number",
        ],
        select: """
            SELECT \(name), provider, p.key, json_extract(p.value, '$.start_s'), json_extract(p.value, '$.frames'),
            json_extract(p.value, '$.dropped'), json_extract(p.value, '$.fps'),
            json_extract(p.value, '$.frame_delay_ms'), json_extract(p.value, '$.bitrate_bps'), analysis_number
            FROM run JOIN json_each(run.summary, '$.frame_rate.periods') AS p
            """
    )

    private static let events = View(
        name: "events",
        row: "something that happened in a run, t_s from the first request for media on",
        columns: ["run", "provider", "t_s", "code", "text", "analysis_number"],
        select: """
            SELECT \(name), provider, e.t_s, e.code, e.text, analysis_number
            FROM run JOIN run_event AS e ON e.run = run.uuid
            """
    )

    private static let warnings = View(
        name: "warnings",
        row: "a warning of a run's summary",
        columns: ["run", "provider", "code", "text", "remedy", "analysis_number"],
        select: """
            SELECT \(name), provider, json_extract(w.value, '$.code'), json_extract(w.value, '$.text'),
            json_extract(w.value, '$.remedy'), analysis_number
            FROM run JOIN json_each(run.summary, '$.warnings') AS w
            """
    )

    private static let settings = View(
        name: "settings",
        row: "a setting of a run's manifest",
        columns: ["run", "provider", "setting", "value", "analysis_number"],
        select: """
            SELECT \(name), provider, s.key, s.value, analysis_number
            FROM run JOIN json_each(run.manifest, '$.settings') AS s
            """
    )

    /// See docs/formats.md.
    private static let inFile = [
        View(
            name: "stream_data",
            row: "a decoded frame of the stream under test",
            columns: ["frame_number", "frame_number_received", "time_generated", "time_received", "analysis_number"],
            select: nil
        ),
        View(
            name: "stream_data_final",
            row: "a period, in the columns of the lab's first version",
            columns: [
                "minute_count", "frames_received", "frames_dropped", "avg_calculated_fps", "avg_calculated_latency",
                "analysis_number",
            ],
            select: nil
        ),
        View(
            name: "stream_params",
            row: "a run's settings, in the columns of the lab's first version",
            columns: ["cpu", "ram", "image_size", "fps", "video_type", "analysis_number"],
            select: nil
        ),
        View(
            name: "stream_quality",
            row: "a scored pair of pictures",
            columns: ["frame_number", "pairing", "frame_shown"] + scores + scores.map { "masked_" + $0 }
                + ["stream_id", "analysis_number"],
            select: nil
        ),
        View(
            name: "stream_segments",
            row: "a segment or part of a segmented stream",
            columns: [
                "segment_number", "part_number", "time_requested", "time_first_byte", "time_last_byte", "size_bytes",
                "duration", "playlist_age", "program_time", "is_hinted", "variant", "analysis_number",
            ],
            select: nil
        ),
    ]

    private static let scores = ["psnr_y_db", "psnr_u_db", "psnr_v_db", "mse_y", "ssim_y", "ms_ssim_y", "vmaf"]
}
