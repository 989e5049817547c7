import ArgumentParser
import Foundation
import Glibc
import LabCommand
import RunStore

/// `glasslab sql`.
struct SQLCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sql",
        abstract: "Ask the database in SQL, read-only, by the sqlite3 shell.",
        discussion: """
            Without a query the shell is interactive. .views tells which views there are, with
            their columns; those without stream_ in their names are there in this command alone.

            EXAMPLES
              glasslab sql
              glasslab sql .views
              glasslab sql 'SELECT provider, avg(signal_delay_p95_ms) FROM runs GROUP BY provider'
              glasslab sql 'SELECT id, attempt, provider FROM run'
              glasslab sql --json 'SELECT * FROM stream_data_final WHERE analysis_number = 0'
            """
    )

    @Argument(help: "An SQL query, .views, or a command of the shell such as .tables.")
    var query: String?

    @OptionGroup var database: DatabaseOption
    @OptionGroup var standard: StandardOptions

    func run() async throws {
        let settings = try standard.settings()
        let isJSON = try settings.flag(.json, flag: standard.json)
        if query?.trimmingCharacters(in: .whitespaces) == SQLViews.word {
            let console = Console()
            try console.write(isJSON ? SQLViews.json() : SQLViews.text(style: console.textStyle))
            return
        }
        let path = try database.path(settings)
        _ = try RunStore.open(path, mode: .readOnly)
        guard let shell = SQLShell.find() else { throw GlasslabError.noSQLShell }
        let format = isJSON ? ["-json"] : ["-header", "-column"]
        // A leading hyphen would make the path an option of the shell.
        let file = path.hasPrefix("-") ? "./" + path : path
        try SQLShell.become(shell, arguments: Self.arguments(format, file: file, query: query))
    }

    /// `-cmd` comes before the query, and before what is typed.
    private static func arguments(_ format: [String], file: String, query: String?) -> [String] {
        ["-readonly"] + format + ["-cmd", ShellViews.setup, file] + (query.map { [$0] } ?? [])
    }
}

/// The stock `sqlite3` shell.
enum SQLShell {
    /// Where it is on the PATH; nil where it is not installed.
    static func find(path: String? = ProcessInfo.processInfo.environment["PATH"]) -> String? {
        (path ?? "").split(separator: ":").map { "\($0)/sqlite3" }.first { access($0, X_OK) == 0 }
    }

    /// Makes this process the shell, so that signals and its exit code are its own.
    /// - Throws: ``GlasslabError/cannotRun(path:reason:)`` where that fails.
    static func become(_ shell: String, arguments: [String]) throws(GlasslabError) -> Never {
        // An ignored signal stays ignored in the new program.
        signal(SIGPIPE, SIG_DFL)
        var words: [UnsafeMutablePointer<CChar>?] = ([shell] + arguments).map { strdup($0) }
        words.append(nil)
        execv(shell, words)
        let reason = String(cString: strerror(errno))
        words.forEach { free($0) }
        throw .cannotRun(path: shell, reason: reason)
    }
}
