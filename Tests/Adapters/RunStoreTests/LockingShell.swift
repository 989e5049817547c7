import Foundation

/// A stock `sqlite3` shell that holds a database's write lock until it is told to let go.
final class LockingShell {
    private let process = Process()
    private let input = Pipe()

    /// Returns when the lock is held.
    init(_ path: String) throws {
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["sqlite3", path]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data("BEGIN IMMEDIATE; SELECT 'held';\n".utf8))
        _ = try output.fileHandleForReading.read(upToCount: 4)
    }

    deinit {
        release()
    }

    /// Lets go and waits until the shell has ended; further calls do nothing.
    func release() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}
