public import LabCommand
public import RunStore

extension RunStore {
    /// Opens a file to be written, and says on standard error where that brought an older one up to date.
    ///
    /// - Parameters:
    ///   - path: the file; it is made where there is none.
    ///   - console: where that is said, once.
    /// - Returns: the open store.
    /// - Throws: what ``RunStore/open(_:mode:busyTimeout:)`` throws.
    public static func open(_ path: String, telling console: Console) throws(RunStoreError) -> RunStore {
        let store = try open(path)
        if let migration = store.migration {
            console.warning(
                "the database \(path) was of version \(migration.from) and is now of \(migration.to); "
                    + "as it was: \(migration.backup)"
            )
        }
        return store
    }
}
