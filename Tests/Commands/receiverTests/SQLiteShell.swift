import Subprocess

/// The stock `sqlite3` shell.
enum SQLiteShell {
    struct Failed: Error {
        var errors: String
    }

    /// Runs statements on a database.
    /// - Returns: what the shell printed.
    @discardableResult
    static func run(_ database: String, _ statements: String) async throws -> String {
        let result = try await Subprocess.run(
            .name("sqlite3"),
            arguments: ["-batch", database, statements],
            output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20)
        )
        guard result.terminationStatus.isSuccess else { throw Failed(errors: result.standardError) }
        return result.standardOutput
    }
}
