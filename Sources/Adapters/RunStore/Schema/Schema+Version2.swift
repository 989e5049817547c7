extension Schema {
    /// Samples of a control stream beside those under test, and calibrations.
    ///
    /// Never changed: what differs later is another migration.
    enum Version2 {
        /// Chunks of both streams share one sequence, so that no chunk of an older file is written again.
        static let changes = """
            ALTER TABLE sample_chunk ADD COLUMN stream INTEGER NOT NULL DEFAULT 0 CHECK (stream IN (0, 1));
            CREATE TRIGGER ended_run_keeps_its_samples BEFORE UPDATE ON sample_chunk
                WHEN (SELECT state FROM run WHERE uuid = OLD.run) = 'ended'
                BEGIN SELECT RAISE(ABORT, 'the run has ended'); END;
            CREATE TABLE calibration (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
                made_at INTEGER NOT NULL,
                machine_name TEXT NOT NULL,
                transport TEXT NOT NULL,
                codec TEXT NOT NULL,
                width INTEGER NOT NULL CHECK (width >= 1),
                height INTEGER NOT NULL CHECK (height >= 1),
                fps TEXT,
                frames INTEGER NOT NULL CHECK (frames >= 1),
                p50_ms REAL NOT NULL,
                p95_ms REAL NOT NULL,
                repeat_p50_ms TEXT NOT NULL CHECK (json_valid(repeat_p50_ms)),
                versions TEXT NOT NULL CHECK (json_valid(versions)),
                machine TEXT NOT NULL CHECK (json_valid(machine))
            ) STRICT;
            CREATE INDEX calibration_by_key ON calibration (machine_name, transport, codec, width, height, made_at);
            CREATE TRIGGER calibration_stays BEFORE UPDATE ON calibration
                BEGIN SELECT RAISE(ABORT, 'a calibration never changes'); END;
            """

        /// `stream_data` as before, of the stream under test alone.
        ///
        /// The cross joins fix the order of tables, and with it that of the rows: that in which samples were added. A clock
        /// offset of zero, as on one machine, is not taken apart byte by byte: that saves a tenth of the time.
        static let views = """
            DROP VIEW stream_data;
            CREATE VIEW stream_data AS
            SELECT
                CASE WHEN \(Version1.unsigned(at: 1, bytes: 1)) & 32 THEN \(Version1.unsigned(at: 8, bytes: 4)) END
                    AS frame_number,
                frame_number_received,
                CASE WHEN \(Version1.unsigned(at: 1, bytes: 1)) & 64
                    THEN (\(Version1.unsigned(at: 18, bytes: 8))) / 1e9 END AS time_generated,
                ((\(Version1.unsigned(at: 34, bytes: 8))) + CASE substr(record, 51, 8)
                    WHEN x'0000000000000000' THEN 0 ELSE \(Version1.unsigned(at: 50, bytes: 8)) END) / 1e9
                    AS time_received,
                analysis_number
            FROM (
                SELECT
                    run.analysis_number AS analysis_number,
                    sample_chunk.first_sample + record_position.position AS frame_number_received,
                    substr(sample_chunk.records, record_position.position * 66 + 1, 66) AS record
                FROM run
                CROSS JOIN sample_chunk ON sample_chunk.run = run.uuid AND sample_chunk.stream = 0
                CROSS JOIN record_position ON record_position.position < sample_chunk.count
                UNION ALL SELECT NULL, NULL, NULL WHERE 0
            )
            WHERE \(Version1.unsigned(at: 1, bytes: 1)) & 1;
            """
    }
}
