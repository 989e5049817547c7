import GRDB
import LabModel

extension RunStore {
    /// The runs that a filter lets through, in its order.
    ///
    /// Where words are looked for, or another order than the newest first, it looks at the newest 100,000 runs.
    public func runs(matching filter: RunFilter = .all) throws(RunStoreError) -> [RunListing] {
        try read { database in
            var (narrowed, arguments) = try filter.narrowing()
            arguments += [filter.looksAtRows ? Self.rowLimit : max(1, filter.limit)]
            let sql = "\(try listed(database)) \(narrowed) ORDER BY started_at DESC, analysis_number DESC LIMIT ?"
            return filter.applied(to: try Row.fetchAll(database, sql: sql, arguments: arguments).map(listing))
        }
    }

    private static let rowLimit = 100_000

    /// How many runs a filter lets through without its search and its limit.
    public func count(matching filter: RunFilter) throws(RunStoreError) -> Int {
        try read { database in
            let (narrowed, arguments) = try filter.narrowing()
            return try Int.fetchOne(database, sql: "SELECT count(*) FROM run \(narrowed)", arguments: arguments) ?? 0
        }
    }

    /// Finds a run by what its user calls it.
    ///
    /// - Parameter name: `ID` for its latest complete attempt, or its latest where none is complete; `ID@2` for that
    ///   attempt; or a uuid.
    /// - Returns: the run as it stands now.
    /// - Throws: ``RunStoreError/noSuchRun(name:path:near:)``, or what keeps the file.
    public func run(named name: String) throws(RunStoreError) -> StoredRun {
        try read { database in
            if let run = try Row.fetchOne(database, sql: "SELECT * FROM run WHERE uuid = ?", arguments: [name]) {
                return try storedRun(run)
            }
            guard let wanted = RunName(name) else { throw try noSuchRun(name, database) }
            let row =
                if let attempt = wanted.attempt {
                    try Row.fetchOne(
                        database,
                        sql: "SELECT * FROM run WHERE id = ? AND attempt = ?",
                        arguments: [wanted.id, attempt]
                    )
                } else {
                    try Row.fetchOne(
                        database,
                        sql: """
                            SELECT * FROM run WHERE id = ? ORDER BY
                            coalesce(end_reason IN ('duration', 'frame_limit', 'end_of_stream'), 0) DESC, attempt DESC
                            LIMIT 1
                            """,
                        arguments: [wanted.id]
                    )
                }
            guard let row else { throw try noSuchRun(name, database) }
            return try storedRun(row)
        }
    }

    /// What a list shows, from the figures stored beside summaries; in files of older versions from these.
    private func listed(_ database: Database) throws -> String {
        let run =
            "uuid, id, attempt, analysis_number, provider, started_at, owner, end_reason, state = 'ended' AS summed"
        guard try database.tableExists("run_figures") else {
            let figures = Schema.Version5.columns.map { "\($0.value) AS \($0.name)" }
            return """
                SELECT \(run), \(figures.joined(separator: ", ")),
                json_array_length(summary, '$.warnings') AS warnings FROM run
                """
        }
        let figures = Schema.Version5.columns.map(\.name) + ["warnings"]
        return "SELECT \(run), \(figures.joined(separator: ", ")) FROM run LEFT JOIN run_figures USING (uuid)"
    }

    /// With the attempts of the id where it is known, else with ids like it, the latest first.
    private func noSuchRun(_ name: String, _ database: Database) throws -> RunStoreError {
        let id = name.split(separator: "@").first.map(String.init) ?? ""
        let attempts = try Int.fetchAll(
            database,
            sql: "SELECT attempt FROM run WHERE id = ? ORDER BY attempt DESC LIMIT ?",
            arguments: [id, NearNames.limit]
        )
        guard attempts.isEmpty else {
            return .noSuchRun(name: name, path: path, near: attempts.map { "\(id)@\($0)" })
        }
        return .noSuchRun(name: name, path: path, near: try ids(like: id, database))
    }

    private func listing(_ row: Row) -> RunListing {
        let (state, endReason) = progress(row)
        return RunListing(
            uuid: row["uuid"],
            id: row["id"],
            attempt: row["attempt"],
            analysisNumber: row["analysis_number"],
            provider: row["provider"],
            startedAt: WallTime(nanoseconds: row["started_at"]),
            state: state,
            endReason: endReason,
            figures: row["summed"] ? figures(row) : nil
        )
    }

    private func figures(_ row: Row) -> RunListing.Figures {
        RunListing.Figures(
            durationS: row["duration_s"],
            received: row["received"] ?? 0,
            dropped: row["dropped"],
            frameDelayP50Ms: row["frame_delay_p50_ms"],
            frameDelayP95Ms: row["frame_delay_p95_ms"],
            signalDelayP95Ms: row["signal_delay_p95_ms"],
            isSignalDelayLowerBound: row["is_signal_delay_lower_bound"] ?? false,
            operatingDelayMs: row["operating_delay_ms"],
            isOperatingDelayLowerBound: row["is_operating_delay_lower_bound"] ?? false,
            clockErrorBoundMs: row["clock_error_bound_ms"],
            warnings: row["warnings"] ?? 0
        )
    }

    private func storedRun(_ row: Row) throws -> StoredRun {
        let (state, endReason) = progress(row)
        let draft = try StoreJSON.decode(RunDraft.self, from: row["manifest"])
        return StoredRun(
            manifest: draft.manifest(attempt: row["attempt"]),
            analysisNumber: row["analysis_number"],
            state: state,
            endReason: endReason
        )
    }

    private func progress(_ row: Row) -> (state: RunState, endReason: EndReason?) {
        if let endReason = (row["end_reason"] as String?).flatMap(EndReason.init(rawValue:)) {
            return (RunState(endReason: endReason), endReason)
        }
        let isAlive = RunOwner(row["owner"])?.mayBeAlive ?? false
        return (isAlive ? .running : .interrupted, nil)
    }
}
