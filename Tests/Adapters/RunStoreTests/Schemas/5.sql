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
    records BLOB NOT NULL CHECK (length(records) = count * 66), stream INTEGER NOT NULL DEFAULT 0 CHECK (stream IN (0, 1)),
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
CREATE VIEW stream_data AS
SELECT
    CASE WHEN (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 2, 1)) - 1 << 0) & 32 THEN (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 9, 1)) - 1 << 24) | (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 10, 1)) - 1 << 16) | (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 11, 1)) - 1 << 8) | (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 12, 1)) - 1 << 0) END
        AS frame_number,
    frame_number_received,
    CASE WHEN (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 2, 1)) - 1 << 0) & 64
        THEN ((instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 19, 1)) - 1 << 56) | (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 20, 1)) - 1 << 48) | (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 21, 1)) - 1 << 40) | (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 22, 1)) - 1 << 32) | (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 23, 1)) - 1 << 24) | (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 24, 1)) - 1 << 16) | (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 25, 1)) - 1 << 8) | (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 26, 1)) - 1 << 0)) / 1e9 END AS time_generated,
    (((instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 35, 1)) - 1 << 56) | (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 36, 1)) - 1 << 48) | (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 37, 1)) - 1 << 40) | (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 38, 1)) - 1 << 32) | (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 39, 1)) - 1 << 24) | (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 40, 1)) - 1 << 16) | (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 41, 1)) - 1 << 8) | (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 42, 1)) - 1 << 0)) + CASE substr(record, 51, 8)
        WHEN x'0000000000000000' THEN 0 ELSE (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 51, 1)) - 1 << 56) | (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 52, 1)) - 1 << 48) | (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 53, 1)) - 1 << 40) | (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 54, 1)) - 1 << 32) | (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 55, 1)) - 1 << 24) | (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 56, 1)) - 1 << 16) | (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 57, 1)) - 1 << 8) | (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 58, 1)) - 1 << 0) END) / 1e9
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
WHERE (instr(x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', substr(record, 2, 1)) - 1 << 0) & 1;
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
CREATE TABLE frame_quality (
    run TEXT NOT NULL REFERENCES run (uuid),
    sequence INTEGER NOT NULL CHECK (sequence >= 0),
    stream_id INTEGER NOT NULL CHECK (stream_id BETWEEN 0 AND 4294967295),
    number INTEGER NOT NULL CHECK (number BETWEEN 0 AND 4294967295),
    pairing TEXT NOT NULL CHECK (pairing IN ('matched', 'displayed')),
    shown INTEGER CHECK (shown BETWEEN 0 AND 4294967295),
    psnr_y_db REAL CHECK (abs(psnr_y_db) < 9e999),
    psnr_u_db REAL CHECK (abs(psnr_u_db) < 9e999),
    psnr_v_db REAL CHECK (abs(psnr_v_db) < 9e999),
    mse_y REAL CHECK (abs(mse_y) < 9e999),
    ssim_y REAL CHECK (abs(ssim_y) < 9e999),
    ms_ssim_y REAL CHECK (abs(ms_ssim_y) < 9e999),
    vmaf REAL CHECK (abs(vmaf) < 9e999),
    is_masked INTEGER NOT NULL CHECK (is_masked IN (0, 1)),
    masked_psnr_y_db REAL CHECK (abs(masked_psnr_y_db) < 9e999),
    masked_psnr_u_db REAL CHECK (abs(masked_psnr_u_db) < 9e999),
    masked_psnr_v_db REAL CHECK (abs(masked_psnr_v_db) < 9e999),
    masked_mse_y REAL CHECK (abs(masked_mse_y) < 9e999),
    masked_ssim_y REAL CHECK (abs(masked_ssim_y) < 9e999),
    masked_ms_ssim_y REAL CHECK (abs(masked_ms_ssim_y) < 9e999),
    masked_vmaf REAL CHECK (abs(masked_vmaf) < 9e999),
    PRIMARY KEY (run, sequence)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER ended_run_keeps_quality BEFORE INSERT ON frame_quality
    WHEN (SELECT state FROM run WHERE uuid = NEW.run) = 'ended'
    BEGIN SELECT RAISE(ABORT, 'the run has ended'); END;
CREATE TRIGGER ended_run_keeps_its_quality BEFORE UPDATE ON frame_quality
    WHEN (SELECT state FROM run WHERE uuid = OLD.run) = 'ended'
    BEGIN SELECT RAISE(ABORT, 'the run has ended'); END;
CREATE VIEW stream_quality AS
SELECT
    frame_quality.number AS frame_number,
    frame_quality.pairing AS pairing,
    frame_quality.shown AS frame_shown,
    frame_quality.psnr_y_db AS psnr_y_db,
    frame_quality.psnr_u_db AS psnr_u_db,
    frame_quality.psnr_v_db AS psnr_v_db,
    frame_quality.mse_y AS mse_y,
    frame_quality.ssim_y AS ssim_y,
    frame_quality.ms_ssim_y AS ms_ssim_y,
    frame_quality.vmaf AS vmaf,
    frame_quality.masked_psnr_y_db AS masked_psnr_y_db,
    frame_quality.masked_psnr_u_db AS masked_psnr_u_db,
    frame_quality.masked_psnr_v_db AS masked_psnr_v_db,
    frame_quality.masked_mse_y AS masked_mse_y,
    frame_quality.masked_ssim_y AS masked_ssim_y,
    frame_quality.masked_ms_ssim_y AS masked_ms_ssim_y,
    frame_quality.masked_vmaf AS masked_vmaf,
    frame_quality.stream_id AS stream_id,
    run.analysis_number AS analysis_number
FROM run JOIN frame_quality ON frame_quality.run = run.uuid;
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
