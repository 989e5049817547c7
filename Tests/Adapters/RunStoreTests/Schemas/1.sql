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
CREATE TRIGGER ended_run_keeps_samples BEFORE INSERT ON sample_chunk
    WHEN (SELECT state FROM run WHERE uuid = NEW.run) = 'ended'
    BEGIN SELECT RAISE(ABORT, 'the run has ended'); END;
CREATE TRIGGER ended_run_stays BEFORE UPDATE OF state, end_reason, manifest, trace, summary ON run
    WHEN OLD.state = 'ended'
    BEGIN SELECT RAISE(ABORT, 'the run has ended'); END;
CREATE TRIGGER analysis_number_stays BEFORE UPDATE OF analysis_number ON run
    BEGIN SELECT RAISE(ABORT, 'analysis_number never changes'); END;
CREATE VIEW stream_data AS
SELECT
    CASE WHEN flags & 32 THEN number END AS frame_number,
    row_number() OVER (PARTITION BY analysis_number ORDER BY sequence, position) - 1
        AS frame_number_received,
    CASE WHEN flags & 64 THEN sent / 1e9 END AS time_generated,
    (decoded + clock_offset) / 1e9 AS time_received,
    analysis_number
FROM (
    SELECT
        run.analysis_number AS analysis_number,
        sample_chunk.sequence AS sequence,
        record_position.position AS position,
        (instr('123456789ABCDEF', substr(record.value, 1, 1)) << 12) | (instr('123456789ABCDEF', substr(record.value, 2, 1)) << 8) | (instr('123456789ABCDEF', substr(record.value, 3, 1)) << 4) | (instr('123456789ABCDEF', substr(record.value, 4, 1)) << 0) AS flags,
        (instr('123456789ABCDEF', substr(record.value, 17, 1)) << 28) | (instr('123456789ABCDEF', substr(record.value, 18, 1)) << 24) | (instr('123456789ABCDEF', substr(record.value, 19, 1)) << 20) | (instr('123456789ABCDEF', substr(record.value, 20, 1)) << 16) | (instr('123456789ABCDEF', substr(record.value, 21, 1)) << 12) | (instr('123456789ABCDEF', substr(record.value, 22, 1)) << 8) | (instr('123456789ABCDEF', substr(record.value, 23, 1)) << 4) | (instr('123456789ABCDEF', substr(record.value, 24, 1)) << 0) AS number,
        (instr('123456789ABCDEF', substr(record.value, 37, 1)) << 60) | (instr('123456789ABCDEF', substr(record.value, 38, 1)) << 56) | (instr('123456789ABCDEF', substr(record.value, 39, 1)) << 52) | (instr('123456789ABCDEF', substr(record.value, 40, 1)) << 48) | (instr('123456789ABCDEF', substr(record.value, 41, 1)) << 44) | (instr('123456789ABCDEF', substr(record.value, 42, 1)) << 40) | (instr('123456789ABCDEF', substr(record.value, 43, 1)) << 36) | (instr('123456789ABCDEF', substr(record.value, 44, 1)) << 32) | (instr('123456789ABCDEF', substr(record.value, 45, 1)) << 28) | (instr('123456789ABCDEF', substr(record.value, 46, 1)) << 24) | (instr('123456789ABCDEF', substr(record.value, 47, 1)) << 20) | (instr('123456789ABCDEF', substr(record.value, 48, 1)) << 16) | (instr('123456789ABCDEF', substr(record.value, 49, 1)) << 12) | (instr('123456789ABCDEF', substr(record.value, 50, 1)) << 8) | (instr('123456789ABCDEF', substr(record.value, 51, 1)) << 4) | (instr('123456789ABCDEF', substr(record.value, 52, 1)) << 0) AS sent,
        (instr('123456789ABCDEF', substr(record.value, 69, 1)) << 60) | (instr('123456789ABCDEF', substr(record.value, 70, 1)) << 56) | (instr('123456789ABCDEF', substr(record.value, 71, 1)) << 52) | (instr('123456789ABCDEF', substr(record.value, 72, 1)) << 48) | (instr('123456789ABCDEF', substr(record.value, 73, 1)) << 44) | (instr('123456789ABCDEF', substr(record.value, 74, 1)) << 40) | (instr('123456789ABCDEF', substr(record.value, 75, 1)) << 36) | (instr('123456789ABCDEF', substr(record.value, 76, 1)) << 32) | (instr('123456789ABCDEF', substr(record.value, 77, 1)) << 28) | (instr('123456789ABCDEF', substr(record.value, 78, 1)) << 24) | (instr('123456789ABCDEF', substr(record.value, 79, 1)) << 20) | (instr('123456789ABCDEF', substr(record.value, 80, 1)) << 16) | (instr('123456789ABCDEF', substr(record.value, 81, 1)) << 12) | (instr('123456789ABCDEF', substr(record.value, 82, 1)) << 8) | (instr('123456789ABCDEF', substr(record.value, 83, 1)) << 4) | (instr('123456789ABCDEF', substr(record.value, 84, 1)) << 0) AS decoded,
        (instr('123456789ABCDEF', substr(record.value, 101, 1)) << 60) | (instr('123456789ABCDEF', substr(record.value, 102, 1)) << 56) | (instr('123456789ABCDEF', substr(record.value, 103, 1)) << 52) | (instr('123456789ABCDEF', substr(record.value, 104, 1)) << 48) | (instr('123456789ABCDEF', substr(record.value, 105, 1)) << 44) | (instr('123456789ABCDEF', substr(record.value, 106, 1)) << 40) | (instr('123456789ABCDEF', substr(record.value, 107, 1)) << 36) | (instr('123456789ABCDEF', substr(record.value, 108, 1)) << 32) | (instr('123456789ABCDEF', substr(record.value, 109, 1)) << 28) | (instr('123456789ABCDEF', substr(record.value, 110, 1)) << 24) | (instr('123456789ABCDEF', substr(record.value, 111, 1)) << 20) | (instr('123456789ABCDEF', substr(record.value, 112, 1)) << 16) | (instr('123456789ABCDEF', substr(record.value, 113, 1)) << 12) | (instr('123456789ABCDEF', substr(record.value, 114, 1)) << 8) | (instr('123456789ABCDEF', substr(record.value, 115, 1)) << 4) | (instr('123456789ABCDEF', substr(record.value, 116, 1)) << 0) AS clock_offset
    FROM run
    JOIN sample_chunk ON sample_chunk.run = run.uuid
    JOIN record_position ON record_position.position < sample_chunk.count
    JOIN json_each(json_quote(hex(substr(
        sample_chunk.records, record_position.position * 66 + 1, 66)))) AS record
)
WHERE flags & 1;
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
