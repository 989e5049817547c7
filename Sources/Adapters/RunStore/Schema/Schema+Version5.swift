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
                operating_delay_ms REAL,
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

        /// The columns beside `warnings`, and where a summary has them.
        static let columns = [
            (name: "duration_s", path: "run.duration_s"), (name: "received", path: "frames.received"),
            (name: "dropped", path: "frames.dropped"), (name: "frame_delay_p50_ms", path: "frame_delay_ms.p50"),
            (name: "frame_delay_p95_ms", path: "frame_delay_ms.p95"),
            (name: "signal_delay_p95_ms", path: "signal_delay_ms.p95"),
            (name: "operating_delay_ms", path: "playout.operating_delay_ms"),
            (name: "clock_error_bound_ms", path: "clock.error_bound_ms"),
        ]

        private static let extracted = columns.map { "json_extract(summary, '$.\($0.path)')" }.joined(separator: ", ")
    }
}
