import GRDB

/// The attempts of ids: numbered from 1 by the runs' start, and by identity where two began at once.
enum Attempts {
    /// What a run goes by.
    struct Number: Hashable {
        var id: String
        var attempt: Int
    }

    /// The present attempts of ids, by the runs' identities.
    static func present(of ids: Set<String>, in database: Database) throws -> [String: Number] {
        let sql = "SELECT uuid, id, attempt FROM main.run WHERE id IN (SELECT value FROM json_each(?))"
        let rows = try Row.fetchAll(database, sql: sql, arguments: [try StoreJSON.encode(ids.sorted())])
        return Dictionary(uniqueKeysWithValues: rows.map { ($0["uuid"], Number(id: $0["id"], attempt: $0["attempt"])) })
    }

    /// Numbers all runs of ids anew, by their start.
    static func renumber(_ ids: Set<String>, in database: Database) throws {
        let sql = """
            SELECT uuid, attempt, ordinal FROM (
                SELECT uuid, attempt, row_number() OVER (PARTITION BY id ORDER BY started_at, uuid) AS ordinal
                FROM main.run WHERE id IN (SELECT value FROM json_each(?))
            ) WHERE attempt <> ordinal
            """
        let rows = try Row.fetchAll(database, sql: sql, arguments: [try StoreJSON.encode(ids.sorted())])
        let statement = try database.cachedStatement(sql: "UPDATE main.run SET attempt = ? WHERE uuid = ?")
        // No two runs may have one number, not even between two statements: so all leave their places first.
        let aside = 1 << 40
        for row in rows {
            try statement.execute(arguments: [aside + (row["ordinal"] as Int), row["uuid"] as String])
        }
        for row in rows {
            try statement.execute(arguments: [row["ordinal"] as Int, row["uuid"] as String])
        }
    }
}
