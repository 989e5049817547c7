import Glibc

/// Lets one process at a time bring a file up to date, on this machine; it ends with the process too.
///
/// SQLite's own locks do not serve: each step of a migration is a transaction of its own.
enum MigrationLock {
    /// Does something while no other process, and nobody else in this one, brings the file up to date; waits for them.
    ///
    /// - Parameters:
    ///   - file: the database; `FILE.migrating` stands beside it meanwhile.
    ///   - body: what is done.
    /// - Returns: what `body` does.
    /// - Throws: ``RunStoreError/failed(path:reason:)`` where its folder cannot be written, or what `body` throws.
    static func hold<Result>(_ file: String, _ body: () throws -> Result) throws -> Result {
        let path = file + ".migrating"
        let descriptor = try lock(path)
        defer {
            unlink(path)
            close(descriptor)
        }
        return try body()
    }

    private static func lock(_ path: String) throws(RunStoreError) -> Int32 {
        while true {
            let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else {
                throw .failed(path: path, reason: String(cString: strerror(errno)))
            }
            while flock(descriptor, LOCK_EX) != 0 {
                guard errno == EINTR else {
                    let reason = String(cString: strerror(errno))
                    close(descriptor)
                    throw .failed(path: path, reason: reason)
                }
            }
            if isFile(descriptor, at: path) {
                return descriptor
            }
            // Whoever held it has removed it: the next one locks a file of its own.
            close(descriptor)
        }
    }

    private static func isFile(_ descriptor: Int32, at path: String) -> Bool {
        var (mine, present) = (stat(), stat())
        guard fstat(descriptor, &mine) == 0, stat(path, &present) == 0 else { return false }
        return mine.st_ino == present.st_ino && mine.st_dev == present.st_dev
    }
}
