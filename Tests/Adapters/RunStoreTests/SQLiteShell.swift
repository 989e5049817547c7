import Foundation
import Testing

/// The stock `sqlite3` shell, as a user would run it.
enum SQLiteShell {
    /// The rows that a query prints, columns separated by `|`.
    static func rows(_ path: String, _ sql: String) throws -> [String] {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["sqlite3", "-readonly", "-bail", "-nullvalue", "null", path, sql]
        process.standardOutput = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return text.split(separator: "\n").map(String.init)
    }
}
