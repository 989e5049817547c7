import Foundation
import GRDB

/// Files as released versions left them.
enum OldFile {
    /// Makes one: that version's schema, and rows that it wrote; then does some SQL.
    static func make(_ version: String, _ path: String, _ sql: String...) throws {
        let schemas = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Schemas")
        let files = try ["\(version).sql", "\(version)-rows.sql"].map { name in
            try String(contentsOf: schemas.appending(path: name), encoding: .utf8)
        }
        try execute(path, files + sql)
    }

    /// Does some SQL to a file.
    static func execute(_ path: String, _ sql: String...) throws {
        try execute(path, sql)
    }

    private static func execute(_ path: String, _ sql: [String]) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { database in
            for text in sql {
                try database.execute(sql: text)
            }
        }
        try queue.close()
    }
}
