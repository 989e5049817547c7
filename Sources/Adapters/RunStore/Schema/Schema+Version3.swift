extension Schema {
    /// Segments and parts of segmented streams.
    ///
    /// Never changed: what differs later is another migration.
    enum Version3 {
        static let changes = """
            CREATE TABLE segment (
                run TEXT NOT NULL REFERENCES run (uuid),
                sequence INTEGER NOT NULL CHECK (sequence >= 0),
                segment INTEGER NOT NULL CHECK (segment >= 0),
                part INTEGER CHECK (part >= 0),
                requested INTEGER NOT NULL,
                first_byte INTEGER,
                last_byte INTEGER,
                size INTEGER NOT NULL CHECK (size >= 0),
                duration INTEGER CHECK (duration >= 0),
                playlist_age INTEGER,
                program_time INTEGER,
                is_hinted INTEGER NOT NULL CHECK (is_hinted IN (0, 1)),
                variant TEXT CHECK (length(variant) BETWEEN 1 AND 200),
                PRIMARY KEY (run, sequence)
            ) STRICT, WITHOUT ROWID;
            CREATE TRIGGER ended_run_keeps_segments BEFORE INSERT ON segment
                WHEN (SELECT state FROM run WHERE uuid = NEW.run) = 'ended'
                BEGIN SELECT RAISE(ABORT, 'the run has ended'); END;
            CREATE TRIGGER ended_run_keeps_its_segments BEFORE UPDATE ON segment
                WHEN (SELECT state FROM run WHERE uuid = OLD.run) = 'ended'
                BEGIN SELECT RAISE(ABORT, 'the run has ended'); END;
            """

        /// Instants in unix seconds and lengths in seconds, as in the first lab's tables.
        static let views = """
            CREATE VIEW stream_segments AS
            SELECT
                segment.segment AS segment_number,
                segment.part AS part_number,
                segment.requested / 1e9 AS time_requested,
                segment.first_byte / 1e9 AS time_first_byte,
                segment.last_byte / 1e9 AS time_last_byte,
                segment.size AS size_bytes,
                segment.duration / 1e9 AS duration,
                segment.playlist_age / 1e9 AS playlist_age,
                segment.program_time / 1e9 AS program_time,
                segment.is_hinted AS is_hinted,
                segment.variant AS variant,
                run.analysis_number AS analysis_number
            FROM run JOIN segment ON segment.run = run.uuid;
            """
    }
}
