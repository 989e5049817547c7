import GRDBSQLite

/// Which SQLite the store stands on, for manifests.
public enum SQLiteVersion {
    /// The version of the library that is loaded, such as `3.40.1`.
    public static var current: String {
        String(cString: sqlite3_libversion())
    }
}
