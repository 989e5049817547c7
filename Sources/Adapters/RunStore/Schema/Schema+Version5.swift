extension Schema {
    /// What follows from a run's samples and summary, kept so that lists and reports need not read them.
    ///
    /// Never changed: what differs later is another migration.
    enum Version5 {
        /// `run_figures` holds the runs that have ended, each as its summary says.
        static let changes = """
            CREATE TABLE run_figures (
                uuid TEXT NOT NULL PRIMARY KEY REFERENCES run (uuid),
                duration_s REAL,
                received INTEGER,
                dropped INTEGER,
                frame_delay_p50_ms REAL,
                frame_delay_p95_ms REAL,
                signal_delay_p95_ms REAL,
                is_signal_delay_lower_bound INTEGER NOT NULL CHECK (is_signal_delay_lower_bound IN (0, 1)),
                operating_delay_ms REAL,
                is_operating_delay_lower_bound INTEGER NOT NULL CHECK (is_operating_delay_lower_bound IN (0, 1)),
                clock_error_bound_ms REAL,
                warnings INTEGER NOT NULL CHECK (warnings >= 0)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE run_digest (
                uuid TEXT NOT NULL PRIMARY KEY REFERENCES run (uuid),
                digest BLOB NOT NULL
            ) STRICT;
            \(figures) WHERE state = 'ended';
            """

        /// Takes from summaries what lists show; what follows narrows it to some runs.
        static let figures = """
            INSERT INTO run_figures (uuid, \(columns.map(\.name).joined(separator: ", ")), warnings)
            SELECT uuid, \(extracted), coalesce(json_array_length(summary, '$.warnings'), 0)
            FROM run
            """

        /// The columns beside `warnings`, and what they are of a run's `summary`.
        static let columns = [
            (name: "duration_s", value: at("run.duration_s")), (name: "received", value: at("frames.received")),
            (name: "dropped", value: at("frames.dropped")),
            (name: "frame_delay_p50_ms", value: at("frame_delay_ms.p50")),
            (name: "frame_delay_p95_ms", value: at("frame_delay_ms.p95")),
            (name: "signal_delay_p95_ms", value: at("signal_delay_ms.p95")),
            (name: "is_signal_delay_lower_bound", value: isSignalDelayLowerBound),
            (name: "operating_delay_ms", value: at("playout.operating_delay_ms")),
            (name: "is_operating_delay_lower_bound", value: isOperatingDelayLowerBound),
            (name: "clock_error_bound_ms", value: at("clock.error_bound_ms")),
        ]

        /// Whether the 95th percentile is one that a summary names as known only from below.
        static let isSignalDelayLowerBound =
            "EXISTS (SELECT 1 FROM json_each(summary, '$.signal_delay_ms.lower_bound') WHERE value = 'p95')"

        /// As `Summary.hasOpenOperatingDelay` has it.
        static let isOperatingDelayLowerBound =
            "coalesce(\(at("frames.unresolved")), 0) * 1000 > coalesce(\(at("frames.expected")), 0)"

        private static let extracted = columns.map(\.value).joined(separator: ", ")

        private static func at(_ path: String) -> String { "json_extract(summary, '$.\(path)')" }
    }
}
