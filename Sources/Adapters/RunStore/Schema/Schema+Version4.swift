extension Schema {
    /// What pairs of pictures scored.
    ///
    /// Never changed: what differs later is another migration.
    enum Version4 {
        /// A score is a finite number or unknown; `9e999` is SQLite's way to write infinity.
        static let changes = """
            CREATE TABLE frame_quality (
                run TEXT NOT NULL REFERENCES run (uuid),
                sequence INTEGER NOT NULL CHECK (sequence >= 0),
                stream_id INTEGER NOT NULL CHECK (stream_id BETWEEN 0 AND 4294967295),
                number INTEGER NOT NULL CHECK (number BETWEEN 0 AND 4294967295),
                pairing TEXT NOT NULL CHECK (pairing IN ('matched', 'displayed')),
                shown INTEGER CHECK (shown BETWEEN 0 AND 4294967295),
                \(scores(prefix: "")),
                is_masked INTEGER NOT NULL CHECK (is_masked IN (0, 1)),
                \(scores(prefix: "masked_")),
                PRIMARY KEY (run, sequence)
            ) STRICT, WITHOUT ROWID;
            CREATE TRIGGER ended_run_keeps_quality BEFORE INSERT ON frame_quality
                WHEN (SELECT state FROM run WHERE uuid = NEW.run) = 'ended'
                BEGIN SELECT RAISE(ABORT, 'the run has ended'); END;
            CREATE TRIGGER ended_run_keeps_its_quality BEFORE UPDATE ON frame_quality
                WHEN (SELECT state FROM run WHERE uuid = OLD.run) = 'ended'
                BEGIN SELECT RAISE(ABORT, 'the run has ended'); END;
            """

        /// Every column by its own name, with the run's number.
        static let views = """
            CREATE VIEW stream_quality AS
            SELECT
                frame_quality.number AS frame_number,
                frame_quality.pairing AS pairing,
                frame_quality.shown AS frame_shown,
                \(columns(prefix: "").map { "frame_quality.\($0) AS \($0)" }.joined(separator: ",\n    ")),
                \(columns(prefix: "masked_").map { "frame_quality.\($0) AS \($0)" }.joined(separator: ",\n    ")),
                frame_quality.stream_id AS stream_id,
                run.analysis_number AS analysis_number
            FROM run JOIN frame_quality ON frame_quality.run = run.uuid;
            """

        /// The columns of whole pictures' scores, or with a prefix those without the mark's area.
        static func columns(prefix: String) -> [String] {
            ["psnr_y_db", "psnr_u_db", "psnr_v_db", "mse_y", "ssim_y", "ms_ssim_y", "vmaf"].map { prefix + $0 }
        }

        private static func scores(prefix: String) -> String {
            columns(prefix: prefix).map { "\($0) REAL CHECK (abs(\($0)) < 9e999)" }.joined(separator: ",\n    ")
        }
    }
}
