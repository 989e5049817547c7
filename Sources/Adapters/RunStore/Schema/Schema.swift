import GRDB

/// The tables and views, as numbered steps that are only ever appended to.
enum Schema {
    /// `glab` in ASCII, in the file's header: tells the lab's files from those of other programs.
    static let applicationID = 0x676C_6162

    /// All steps, oldest first.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
            try database.execute(sql: Version1.tables)
            try database.execute(sql: Version1.views)
        }
        migrator.registerMigration("2", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: Version2.changes)
            try database.execute(sql: Version2.views)
        }
        migrator.registerMigration("3", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: Version3.changes)
            try database.execute(sql: Version3.views)
        }
        migrator.registerMigration("4", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: Version4.changes)
            try database.execute(sql: Version4.views)
        }
        migrator.registerMigration("5", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: Version5.changes)
        }
        return migrator
    }

    /// The version that this program writes.
    static var presentVersion: String { migrator.migrations.last ?? "" }

    /// The version of a file's tables: the last step that was done; `0` where none was.
    static func version(_ database: Database) throws -> String {
        try migrator.completedMigrations(database).last ?? "0"
    }
}
