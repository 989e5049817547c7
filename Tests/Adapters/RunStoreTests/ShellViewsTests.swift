import Foundation
import GRDB
import LabModel
import LabTesting
import Testing

@testable import RunStore

@Suite struct ShellViewsTests {
    private let folder: TemporaryFolder
    private let store: RunStore

    init() throws {
        folder = try TemporaryFolder()
        store = try RunStore.open(folder.file("runs.sqlite"))
        var draft = Known.draft("a", provider: "acme")
        draft.settings["sweep"] = .text("night")
        try store.addRun(draft)
        try store.addRun(Known.draft("b", seed: 2))
    }

    /// Asks as `glasslab sql` does: on a connection that may not write to the file.
    private func rows(_ sql: String) throws -> [Row] {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: store.path, configuration: configuration)
        return try queue.unsafeRead { database in
            try database.execute(sql: ShellViews.setup)
            return try Row.fetchAll(database, sql: sql)
        }
    }

    @Test(arguments: ShellViews.all)
    func `Columns are as told`(view: ShellViews.View) throws {
        let columns = try rows("SELECT name FROM pragma_table_info('\(view.name)')").map { $0["name"] as String }
        #expect(columns == view.columns)
        _ = try rows("SELECT * FROM \(view.name)")
    }

    @Test func `A run's row has its summary's numbers`() throws {
        let found = try rows("SELECT * FROM runs ORDER BY run")
        #expect(found.map { $0["run"] as String } == ["a@1", "b@1"])
        let summary = try #require(try store.summary(of: store.run(named: "a")))
        let row = try #require(found.first)
        let texts = ["provider", "sweep", "end_reason"].map { column -> String? in row[column] }
        #expect(texts == ["acme", "night", "duration"])
        let columns = ["duration_s", "dropped", "signal_delay_p95_ms", "frame_delay_p50_ms", "warnings"]
        let numbers = columns.map { column -> Double? in row[column] }
        let dropped = summary.frames.dropped.map { Double($0) }
        let delays = [summary.signalDelayMs?.values.p95, summary.frameDelayMs?.p50]
        #expect(numbers == [summary.run.durationS, dropped] + delays + [Double(summary.warnings.count)])
        let began: String = row["started_at"]
        #expect(began.hasPrefix(Known.start.iso8601.prefix(19)))
        let sweep: String? = found.last?["sweep"]
        #expect(sweep == nil)
    }

    @Test func `Settings, events, warnings and periods stand beside their run`() throws {
        let sweep: String? = try rows("SELECT value FROM settings WHERE run = 'a@1' AND setting = 'sweep'").first?[0]
        #expect(sweep == "night")
        let summary = try #require(try store.summary(of: store.run(named: "a")))
        for (view, count) in [
            ("warnings", summary.warnings.count), ("periods", summary.frameRate.periods.count),
        ] {
            let found: Int? = try rows("SELECT count(*) FROM \(view) WHERE run = 'a@1'").first?[0]
            #expect(found == count)
        }
    }

    /// Unlike periods, which count from the first marked picture.
    @Test func `It is said from when events count`() {
        let events = ShellViews.all.first { $0.name == "events" }
        #expect(events?.row == "something that happened in a run, t_s from the first request for media on")
    }

    /// The documentation names every view with its columns.
    @Test func `The documentation tells them all`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/formats.md"), encoding: .utf8)
        let lines = text.split(separator: "\n").filter { $0.hasPrefix("| `") }
        for view in ShellViews.all {
            let line = lines.first { $0.hasPrefix("| `\(view.name)` |") }
            #expect(line != nil, "\(view.name)")
            if !view.isInFile {
                let missing = view.columns.filter { !(line ?? "").contains("`\($0)`") }
                #expect(missing.isEmpty, "\(view.name): \(missing)")
            }
        }
    }
}
