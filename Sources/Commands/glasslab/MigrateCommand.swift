import ArgumentParser
import Foundation
import LabCommand
import LabModel
import Machine
import RunStore

/// `glasslab migrate`.
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring databases of older versions up to date, and keep a copy of each.",
        discussion: """
            The copy of FILE is FILE.version3, or as its version was. Runs stay as they are. What reports
            draw of each run is made once, so that they need not read every frame.

            EXAMPLES
              glasslab migrate glasslab.sqlite
              glasslab migrate results/night/*/lab.sqlite
            """
    )

    @Argument(help: "The databases.")
    var files: [String]

    @OptionGroup var standard: StandardOptions

    func run() async throws {
        let console = Console()
        let isJSON = try standard.settings().flag(.json, flag: standard.json)
        let clock = SystemClock()
        let began = clock.monotonicNow()
        let progress = ProgressLine(console: console, clock: clock, isQuiet: isJSON)
        defer { progress.finish() }
        var entries: [Entry] = []
        for file in files {
            let done = try StoreMigration.migrate(file) { done, count in
                var state = ProgressLine.Progress(elapsed: clock.monotonicNow() - began)
                state.text = "\(file): \(done) of \(count) runs"
                progress.update(state)
            }
            progress.finish()
            entries.append(Entry(file, done))
            guard !isJSON else { continue }
            let text = done.map { "version \($0.from) is now \($0.to); as it was: \($0.backup)" } ?? "up to date"
            try console.write("\(file): \(text)\n")
        }
        if isJSON {
            try console.write(Self.json(entries))
        }
    }

    /// What was done to a file; nil where it was up to date.
    private struct Entry: Encodable {
        var path: String
        @OrNull var from: String?
        @OrNull var to: String?
        @OrNull var backup: String?

        init(_ path: String, _ done: StoreMigration?) {
            self.path = path
            (from, to, backup) = (done?.from, done?.to, done?.backup)
        }
    }

    private static func json(_ entries: [Entry]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return String(decoding: try encoder.encode(["files": entries]), as: UTF8.self) + "\n"
    }
}
