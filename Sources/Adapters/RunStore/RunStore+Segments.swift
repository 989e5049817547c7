import GRDB
public import LabModel

extension RunStore {
    /// The segments and parts of a run's stream under test, in the order of their requests; none of a continuous stream.
    public func segments(of run: StoredRun) throws(RunStoreError) -> [SegmentFact] {
        try read { try segments(of: run.manifest.uuid, $0) }
    }

    /// Adds segments and parts after those stored, as many as a run keeps.
    func insert(_ segments: [SegmentFact], of run: StoredRun, into database: Database) throws {
        guard !segments.isEmpty else { return }
        let uuid = run.manifest.uuid
        try requireRunning(run, database)
        let first = try nextSequence(in: "segment", of: uuid, database)
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO segment (run, sequence, segment, part, requested, first_byte, last_byte, size, duration,
                    playlist_age, program_time, is_hinted, variant)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        for (index, fact) in segments.prefix(max(0, Trace.segmentLimit - first)).enumerated() {
            try statement.execute(arguments: [
                uuid, first + index, fact.sequence, fact.part, fact.requested.nanoseconds,
                fact.firstByte?.nanoseconds, fact.lastByte?.nanoseconds, fact.size.bytes, fact.duration?.nanoseconds,
                fact.playlistAge?.nanoseconds, fact.programTime?.nanoseconds, fact.isHinted, fact.variant,
            ])
        }
    }

    /// The segments and parts stored of a run; none in a file of a version that had no place for them.
    func segments(of uuid: String, _ database: Database) throws -> [SegmentFact] {
        guard try database.tableExists("segment") else { return [] }
        let sql = "SELECT * FROM segment WHERE run = ? ORDER BY requested, sequence"
        return try Row.fetchAll(database, sql: sql, arguments: [uuid]).map { row in
            var fact = SegmentFact(
                sequence: row["segment"],
                part: row["part"],
                requested: WallTime(nanoseconds: row["requested"]),
                isHinted: row["is_hinted"]
            )
            fact.firstByte = (row["first_byte"] as Int64?).map(WallTime.init(nanoseconds:))
            fact.lastByte = (row["last_byte"] as Int64?).map(WallTime.init(nanoseconds:))
            fact.size = ByteCount(row["size"])
            fact.duration = (row["duration"] as Int64?).map(Latency.init(nanoseconds:))
            fact.playlistAge = (row["playlist_age"] as Int64?).map(Latency.init(nanoseconds:))
            fact.programTime = (row["program_time"] as Int64?).map(WallTime.init(nanoseconds:))
            fact.variant = row["variant"]
            return fact
        }
    }
}
