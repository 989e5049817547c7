extension Schema {
    /// The first tables and views.
    ///
    /// Never changed: what differs later is another migration.
    enum Version1 {
        static let tables = """
            CREATE TABLE run (
                uuid TEXT NOT NULL PRIMARY KEY CHECK (length(uuid) = 36 AND uuid = lower(uuid)),
                id TEXT NOT NULL CHECK (length(id) BETWEEN 1 AND 200 AND instr(id, '@') = 0),
                attempt INTEGER NOT NULL CHECK (attempt >= 1),
                analysis_number INTEGER NOT NULL UNIQUE CHECK (analysis_number >= 0),
                provider TEXT NOT NULL,
                started_at INTEGER NOT NULL,
                begun_at INTEGER NOT NULL,
                owner TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('running', 'ended')),
                end_reason TEXT CHECK (end_reason IN (
                    'duration', 'frame_limit', 'end_of_stream', 'interrupted', 'stalled', 'no_mark', 'failed')),
                manifest TEXT NOT NULL CHECK (json_valid(manifest)),
                trace TEXT CHECK (trace IS NULL OR json_valid(trace)),
                summary TEXT CHECK (summary IS NULL OR json_valid(summary)),
                UNIQUE (id, attempt),
                CHECK ((state = 'ended') = (end_reason IS NOT NULL)),
                CHECK ((state = 'ended') = (summary IS NOT NULL)),
                CHECK (state = 'running' OR trace IS NOT NULL)
            ) STRICT;
            CREATE INDEX run_by_start ON run (started_at);
            CREATE TABLE sample_chunk (
                run TEXT NOT NULL REFERENCES run (uuid),
                sequence INTEGER NOT NULL CHECK (sequence >= 0),
                first_sample INTEGER NOT NULL CHECK (first_sample >= 0),
                count INTEGER NOT NULL CHECK (count BETWEEN 1 AND 1000),
                records BLOB NOT NULL CHECK (length(records) = count * 66),
                UNIQUE (run, sequence)
            ) STRICT;
            CREATE TABLE clock_exchange (
                run TEXT NOT NULL REFERENCES run (uuid),
                sequence INTEGER NOT NULL CHECK (sequence >= 0),
                t1 INTEGER NOT NULL,
                t2 INTEGER NOT NULL,
                t3 INTEGER NOT NULL,
                t4 INTEGER NOT NULL,
                answer TEXT CHECK (answer IS NULL OR json_valid(answer)),
                PRIMARY KEY (run, sequence)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE run_event (
                run TEXT NOT NULL REFERENCES run (uuid),
                sequence INTEGER NOT NULL CHECK (sequence >= 0),
                t_s REAL NOT NULL,
                code TEXT NOT NULL,
                text TEXT NOT NULL,
                PRIMARY KEY (run, sequence)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE record_position (position INTEGER PRIMARY KEY) STRICT;
            WITH RECURSIVE counted (n) AS (VALUES (0) UNION ALL SELECT n + 1 FROM counted WHERE n < 999)
                INSERT INTO record_position SELECT n FROM counted;
            CREATE TRIGGER ended_run_keeps_samples BEFORE INSERT ON sample_chunk
                WHEN (SELECT state FROM run WHERE uuid = NEW.run) = 'ended'
                BEGIN SELECT RAISE(ABORT, 'the run has ended'); END;
            CREATE TRIGGER ended_run_stays BEFORE UPDATE OF state, end_reason, manifest, trace, summary ON run
                WHEN OLD.state = 'ended'
                BEGIN SELECT RAISE(ABORT, 'the run has ended'); END;
            CREATE TRIGGER analysis_number_stays BEFORE UPDATE OF analysis_number ON run
                BEGIN SELECT RAISE(ABORT, 'analysis_number never changes'); END;
            """

        static let views = """
            CREATE VIEW stream_data AS
            SELECT
                CASE WHEN \(unsigned(at: 1, bytes: 1)) & 32 THEN \(unsigned(at: 8, bytes: 4)) END AS frame_number,
                frame_number_received,
                CASE WHEN \(unsigned(at: 1, bytes: 1)) & 64 THEN (\(unsigned(at: 18, bytes: 8))) / 1e9 END
                    AS time_generated,
                ((\(unsigned(at: 34, bytes: 8))) + (\(unsigned(at: 50, bytes: 8)))) / 1e9 AS time_received,
                analysis_number
            FROM (
                SELECT
                    run.analysis_number AS analysis_number,
                    sample_chunk.first_sample + record_position.position AS frame_number_received,
                    substr(sample_chunk.records, record_position.position * 66 + 1, 66) AS record
                FROM run
                JOIN sample_chunk ON sample_chunk.run = run.uuid
                JOIN record_position ON record_position.position < sample_chunk.count
                UNION ALL SELECT NULL, NULL, NULL WHERE 0
            )
            WHERE \(unsigned(at: 1, bytes: 1)) & 1;
            CREATE VIEW stream_data_final AS
            SELECT
                period.key AS minute_count,
                json_extract(period.value, '$.frames') AS frames_received,
                json_extract(period.value, '$.dropped') AS frames_dropped,
                json_extract(period.value, '$.fps') AS avg_calculated_fps,
                json_extract(period.value, '$.frame_delay_ms') / 1e3 AS avg_calculated_latency,
                run.analysis_number AS analysis_number
            FROM run JOIN json_each(run.summary, '$.frame_rate.periods') AS period;
            CREATE VIEW stream_params AS
            SELECT
                json_extract(manifest, '$.settings.cpu') AS cpu,
                json_extract(manifest, '$.settings.memory') AS ram,
                coalesce(json_extract(manifest, '$.settings."image-size"'),
                    json_extract(manifest, '$.settings.image_size')) AS image_size,
                json_extract(manifest, '$.settings.fps') AS fps,
                coalesce(json_extract(manifest, '$.settings."video-type"'),
                    json_extract(manifest, '$.settings.video_type')) AS video_type,
                analysis_number
            FROM run;
            """

        /// SQL that reads big-endian bytes of `record`; eight of them wrap to the signed number.
        ///
        /// `instr` finds a byte's place in the list of all bytes. The empty second part of the union keeps SQLite from
        /// merging the inner query into the outer one: it would cut the record out of its chunk anew for every byte.
        static func unsigned(at offset: Int, bytes: Int) -> String {
            let terms = (0..<bytes).map { byte in
                let shift = (bytes - 1 - byte) * 8
                return "(instr(\(allBytes), substr(record, \(offset + byte + 1), 1)) - 1 << \(shift))"
            }
            return terms.joined(separator: " | ")
        }

        private static let allBytes: String = {
            let digits = (0..<256).map { value in
                let digits = String(value, radix: 16)
                return value < 16 ? "0" + digits : digits
            }
            return "x'" + digits.joined() + "'"
        }()
    }
}
