import Foundation
import GRDB

@testable import RunStore

/// Everything that a file says of each run but the numbers it gives it, read without the code under test.
enum StoreContents {
    /// All rows by the runs' identities, of every table that has a column `run`; columns that name the file's own numbers,
    /// or the process that wrote the run, are left out.
    static func runs(_ store: RunStore) throws -> [String: [String]] {
        try store.read { database in
            let tables = """
                SELECT m.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c
                WHERE m.type = 'table' AND c.name = 'run' ORDER BY m.name
                """
            var contents: [String: [String]] = [:]
            for row in try Row.fetchAll(database, sql: "SELECT * FROM run") {
                let kept = row.filter { !["attempt", "analysis_number"].contains($0.0) }
                contents[row["uuid"], default: []].append(kept.map { "\($0): \($1)" }.joined(separator: "|"))
            }
            for table in try String.fetchAll(database, sql: tables) {
                for row in try Row.fetchAll(database, sql: "SELECT * FROM \(table) ORDER BY run, sequence") {
                    let cells = row.map { column, value in
                        // A blob's description tells its length alone.
                        "\(column): " + (Data.fromDatabaseValue(value).map { "\([UInt8]($0))" } ?? "\(value)")
                    }
                    contents[row["run"], default: []].append("\(table) " + cells.joined(separator: "|"))
                }
            }
            return contents
        }
    }

    /// Each run's id and attempt, by its identity.
    static func names(_ store: RunStore) throws -> [String: String] {
        Dictionary(uniqueKeysWithValues: try store.runs().map { ($0.uuid, "\($0.id)@\($0.attempt)") })
    }
}
