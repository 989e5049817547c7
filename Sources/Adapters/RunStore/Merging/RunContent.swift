import GRDB

/// What a run is, wherever it is stored: everything but the numbers that a file gives it.
///
/// Its attempt and analysis number are the file's, `begun_at` and `owner` tell who stored it; the summary names the attempt
/// that it had when it was measured.
enum RunContent {
    /// The tables whose rows belong to runs, keyed by `run` and `sequence`.
    static let tables = ["sample_chunk", "clock_exchange", "run_event", "segment", "frame_quality"]

    /// The tables that follow from the others: they come along, and make no run another one.
    static let derived = ["run_figures", "run_digest"]

    private static let source = MergeSource.schema

    /// Copies a run of the attached file; its attempt becomes the next one of its id.
    static func copy(_ uuid: String, in database: Database) throws {
        let columns = "uuid, id, provider, started_at, begun_at, owner, manifest"
        try execute(
            """
            INSERT INTO main.run (\(columns), state, attempt, analysis_number)
            SELECT \(columns), 'running',
                (SELECT coalesce(max(attempt), 0) + 1 FROM main.run AS other WHERE other.id = found.id),
                (SELECT coalesce(max(analysis_number), -1) + 1 FROM main.run)
            FROM \(source).run AS found WHERE uuid = ?1
            """,
            uuid,
            in: database
        )
        for table in tables {
            let columns = try names(of: table, in: database).joined(separator: ", ")
            try execute(
                """
                INSERT INTO main.\(table) (\(columns))
                SELECT \(columns) FROM \(source).\(table) WHERE run = ?1 ORDER BY sequence
                """,
                uuid,
                in: database
            )
        }
        // An ended run takes no more rows: so it ends last.
        try execute(
            """
            UPDATE main.run AS run
            SET state = found.state, end_reason = found.end_reason, trace = found.trace, summary = found.summary
            FROM \(source).run AS found WHERE run.uuid = ?1 AND found.uuid = ?1
            """,
            uuid,
            in: database
        )
        for table in derived {
            let columns = try names(of: table, in: database).joined(separator: ", ")
            try execute(
                "INSERT INTO main.\(table) (\(columns)) SELECT \(columns) FROM \(source).\(table) WHERE uuid = ?1",
                uuid,
                in: database
            )
        }
    }

    /// Compares a run in both files.
    /// - Returns: the part in which it differs; nil where it is the same.
    static func difference(of uuid: String, in database: Database) throws -> String? {
        let statement = try database.cachedStatement(sql: runsAreSame)
        guard let row = try Row.fetchOne(statement, arguments: [uuid]) else { return "rows" }
        for part in ["settings", "end", "trace", "summary"] where row[part] != true {
            return part
        }
        for (table, part) in zip(tables, ["samples", "clock exchanges", "events", "segments", "scores"]) {
            let statement = try database.cachedStatement(sql: try rowsDiffer(table, in: database))
            guard try Bool.fetchOne(statement, arguments: [uuid]) == false else { return part }
        }
        return nil
    }

    /// The names of a table's columns, in their order.
    static func names(of table: String, in database: Database) throws -> [String] {
        let sql = "SELECT name FROM pragma_table_info(?, 'main') ORDER BY cid"
        return try String.fetchAll(database.cachedStatement(sql: sql), arguments: [table])
    }

    private static let runsAreSame = """
        SELECT
            a.id IS b.id AND a.provider IS b.provider AND a.started_at IS b.started_at AND a.manifest IS b.manifest
                AS settings,
            a.state IS b.state AND a.end_reason IS b.end_reason AS "end",
            a.trace IS b.trace AS trace,
            json_remove(a.summary, '$.run.attempt') IS json_remove(b.summary, '$.run.attempt') AS summary
        FROM main.run AS a JOIN \(source).run AS b ON a.uuid = b.uuid WHERE a.uuid = ?1
        """

    /// As many rows, and none of the attached file's that is missing or another one here.
    private static func rowsDiffer(_ table: String, in database: Database) throws -> String {
        let differs = try names(of: table, in: database).map { "a.\($0) IS NOT b.\($0)" }.joined(separator: " OR ")
        return """
            SELECT EXISTS (
                SELECT 1 FROM \(source).\(table) AS b
                LEFT JOIN main.\(table) AS a ON a.run = b.run AND a.sequence = b.sequence
                WHERE b.run = ?1 AND (\(differs))
            ) OR (SELECT count(*) FROM main.\(table) WHERE run = ?1)
                <> (SELECT count(*) FROM \(source).\(table) WHERE run = ?1)
            """
    }

    private static func execute(_ sql: String, _ uuid: String, in database: Database) throws {
        try database.cachedStatement(sql: sql).execute(arguments: [uuid])
    }
}
