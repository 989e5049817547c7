import GRDB
import LabModel

extension RunStore {
    /// Adds the runs and calibrations of another file to this one: all that are new in it, or nothing.
    ///
    /// A run of the same identity and contents is skipped; so merging again changes nothing. A run of another identity and
    /// the same id is another attempt: all attempts of an id that gets runs are numbered by their start, whatever the
    /// order in which files are merged. An analysis number, once given here, never changes. Runs that somebody still
    /// measures are left out; those whose process died are taken as they are.
    ///
    /// The other file is only read, also where it has a log or its process was killed; this one is locked for writers for
    /// about half a second a million samples.
    ///
    /// - Parameters:
    ///   - path: the other file, of this version's tables.
    ///   - filter: which of its runs, its limit included; nil for all of them. Calibrations are always taken.
    /// - Returns: what was done.
    /// - Throws: ``RunStoreError/otherContent(name:part:path:into:)``, ``RunStoreError/olderVersion(path:version:)``,
    ///   ``RunStoreError/newerVersion(path:)``, ``RunStoreError/mergeIntoItself(path:)``, or what keeps either file.
    @discardableResult
    public func merge(
        from path: String,
        matching filter: RunFilter? = nil
    ) throws(RunStoreError) -> MergeReport {
        let attempts = 3
        for _ in 0..<attempts {
            if let report = try merge(source(path), filter) {
                return report
            }
        }
        throw .unsteady(path: path)
    }

    /// Looks at files before they are merged, and says in which order their runs began: merged in that order no attempt
    /// is numbered twice, and the analysis numbers do not depend on the order in which the files were named.
    ///
    /// - Parameter paths: the files.
    /// - Returns: the same files, the one with the earliest run first, those without runs last.
    /// - Throws: what ``merge(from:matching:)`` would throw before it reads a run.
    public func mergeOrder(of paths: [String]) throws(RunStoreError) -> [String] {
        var found: [(start: Int64, uuid: String, path: String)] = []
        for path in paths {
            let source = try source(path)
            do {
                try queue.writeWithoutTransaction { database in
                    try source.attached(to: database) {
                        try source.requirePresentVersion(database)
                        let sql =
                            "SELECT started_at, uuid FROM \(MergeSource.schema).run ORDER BY started_at, uuid LIMIT 1"
                        let first = try Row.fetchOne(database, sql: sql)
                        found.append((first?["started_at"] ?? .max, first?["uuid"] ?? "", path))
                    }
                }
            } catch {
                throw RunStoreError(error, path: path)
            }
        }
        return found.sorted { ($0.start, $0.uuid, $0.path) < ($1.start, $1.uuid, $1.path) }.map(\.path)
    }

    /// Refuses a file whose tables are of another version, before it is opened to be written and so brought up to date.
    ///
    /// - Parameter path: the file; one that does not exist, or is empty, is of this version.
    /// - Throws: ``RunStoreError/olderVersion(path:version:)``, or what keeps the file from being opened.
    public static func requirePresentVersion(of path: String) throws(RunStoreError) {
        guard FileState(path)?.isEmpty == false else { return }
        let version = try open(path, mode: .readOnly).read { try Schema.version($0) }
        guard version == Schema.presentVersion else { throw .olderVersion(path: path, version: version) }
    }

    private func source(_ path: String) throws(RunStoreError) -> MergeSource {
        let source = try MergeSource(path)
        if let mine = FileState(self.path), let other = FileState(path), mine.isSameFile(as: other) {
            throw .mergeIntoItself(path: path)
        }
        return source
    }

    /// Merges a file.
    /// - Returns: nil where somebody wrote it meanwhile: nothing has then changed here.
    private func merge(_ source: MergeSource, _ filter: RunFilter?) throws(RunStoreError) -> MergeReport? {
        do {
            return try queue.writeWithoutTransaction { database in
                try source.attached(to: database) {
                    try source.requirePresentVersion(database)
                    let dead = try deadRuns(database)
                    var report: MergeReport?
                    try source.blamed(in: database) {
                        try database.inTransaction(.immediate) {
                            let merged = try merge(source, filter, dead, in: database)
                            guard source.isSteady else { return .rollback }
                            report = merged
                            return .commit
                        }
                    }
                    return report
                }
            }
        } catch {
            throw RunStoreError(error, path: path)
        }
    }

    /// The unfinished runs whose process is gone.
    ///
    /// Asked before the file's state is fixed: what such a process wrote last is then in that state.
    private func deadRuns(_ database: Database) throws -> Set<String> {
        let sql = "SELECT uuid, owner FROM \(MergeSource.schema).run WHERE state = 'running'"
        let rows = try Row.fetchAll(database, sql: sql)
        return Set(rows.filter { RunOwner($0["owner"])?.mayBeAlive != true }.map { $0["uuid"] })
    }

    private func merge(
        _ source: MergeSource,
        _ filter: RunFilter?,
        _ dead: Set<String>,
        in database: Database
    ) throws -> MergeReport {
        var report = MergeReport(path: source.path)
        report.calibrations = try mergeCalibrations(source, in: database)
        var ids: Set<String> = []
        var found: [(run: Row, isNew: Bool)] = []
        for run in try candidates(filter, database) {
            let uuid: String = run["uuid"]
            guard run["state"] == "ended" || dead.contains(uuid) else {
                report.leftOut.append("\(run["id"] as String)@\(run["attempt"] as Int)")
                continue
            }
            let known = try database.cachedStatement(sql: "SELECT 1 FROM main.run WHERE uuid = ?")
            let isNew = try Int.fetchOne(known, arguments: [uuid]) == nil
            found.append((run, isNew))
            if isNew {
                report.added.append(uuid)
                ids.insert(run["id"])
            } else if let part = try RunContent.difference(of: uuid, in: database) {
                let name = "the run \(run["id"] as String)@\(run["attempt"] as Int) (\(uuid))"
                throw RunStoreError.otherContent(name: name, part: part, path: source.path, into: path)
            } else {
                report.skipped.append(uuid)
            }
        }
        guard !ids.isEmpty else { return report }
        var before = try Attempts.present(of: ids, in: database)
        for run in found where run.isNew {
            before[run.run["uuid"]] = Attempts.Number(id: run.run["id"], attempt: run.run["attempt"])
            try RunContent.copy(run.run["uuid"], in: database)
        }
        try Attempts.renumber(ids, in: database)
        report.renumbered = renumbered(before, try Attempts.present(of: ids, in: database))
        return report
    }

    /// The runs of the attached file that are to be merged, by their start.
    private func candidates(_ filter: RunFilter?, _ database: Database) throws -> [Row] {
        var (narrowed, arguments) = try (filter ?? .all).narrowing()
        // SQLite takes a negative limit for none.
        arguments += [filter.map { max(1, $0.limit) } ?? -1]
        return try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM (
                    SELECT uuid, id, attempt, started_at, state FROM \(MergeSource.schema).run \(narrowed)
                    ORDER BY started_at DESC, analysis_number DESC LIMIT ?
                ) ORDER BY started_at, uuid
                """,
            arguments: arguments
        )
    }

    private func mergeCalibrations(_ source: MergeSource, in database: Database) throws -> Int {
        let columns = try RunContent.names(of: "calibration", in: database)
        let differs = columns.map { "a.\($0) IS NOT b.\($0)" }.joined(separator: " OR ")
        let differing = """
            SELECT b.id FROM \(MergeSource.schema).calibration AS b JOIN main.calibration AS a ON a.id = b.id
            WHERE \(differs) LIMIT 1
            """
        if let id = try String.fetchOne(database, sql: differing) {
            throw RunStoreError.otherContent(
                name: "the calibration \(id)",
                part: "figures",
                path: source.path,
                into: path
            )
        }
        let names = columns.joined(separator: ", ")
        try database.execute(
            sql: """
                INSERT INTO main.calibration (\(names))
                SELECT \(names) FROM \(MergeSource.schema).calibration
                WHERE id NOT IN (SELECT id FROM main.calibration) ORDER BY made_at, id
                """
        )
        return database.changesCount
    }

    private func renumbered(
        _ before: [String: Attempts.Number],
        _ after: [String: Attempts.Number]
    ) -> [MergeReport.Renumbered] {
        let changed = after.compactMap { uuid, now -> MergeReport.Renumbered? in
            guard let old = before[uuid], old.attempt != now.attempt else { return nil }
            return MergeReport.Renumbered(uuid: uuid, id: now.id, before: old.attempt, after: now.attempt)
        }
        return changed.sorted { ($0.id, $0.after) < ($1.id, $1.after) }
    }
}
