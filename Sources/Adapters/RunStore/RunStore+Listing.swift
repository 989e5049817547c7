import GRDB
import LabModel

extension RunStore {
    /// The runs that a filter lets through, newest first.
    public func runs(matching filter: RunFilter = .all) throws(RunStoreError) -> [RunListing] {
        try read { database in
            var conditions: [String] = []
            var arguments = StatementArguments()
            for (column, values) in [("id", filter.ids), ("provider", filter.providers)] {
                guard let values else { continue }
                conditions.append("\(column) IN (SELECT value FROM json_each(?))")
                arguments += [try StoreJSON.encode(values)]
            }
            if let since = filter.since {
                conditions.append("started_at >= ?")
                arguments += [since.nanoseconds]
            }
            let narrowed = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
            arguments += [max(1, filter.limit)]
            let sql = "\(Self.listed) \(narrowed) ORDER BY started_at DESC, analysis_number DESC LIMIT ?"
            return try Row.fetchAll(database, sql: sql, arguments: arguments).map(listing)
        }
    }

    /// Finds a run by what its user calls it.
    ///
    /// - Parameter name: `ID` for its latest complete attempt, or its latest where none is complete; `ID@2` for that
    ///   attempt; or a uuid.
    /// - Returns: the run as it stands now.
    /// - Throws: ``RunStoreError/noSuchRun(name:path:)``, or what keeps the file.
    public func run(named name: String) throws(RunStoreError) -> StoredRun {
        try read { database in
            if let run = try Row.fetchOne(database, sql: "SELECT * FROM run WHERE uuid = ?", arguments: [name]) {
                return try storedRun(run)
            }
            guard let wanted = RunName(name) else { throw RunStoreError.noSuchRun(name: name, path: path) }
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
            guard let row else { throw RunStoreError.noSuchRun(name: name, path: path) }
            return try storedRun(row)
        }
    }

    private static let listed = """
        SELECT uuid, id, attempt, analysis_number, provider, started_at, owner, end_reason, summary IS NOT NULL AS summed,
        json_extract(summary, '$.run.duration_s') AS duration_s,
        json_extract(summary, '$.frames.received') AS received,
        json_extract(summary, '$.frames.dropped') AS dropped,
        json_extract(summary, '$.frame_delay_ms.p50') AS frame_delay_p50,
        json_extract(summary, '$.frame_delay_ms.p95') AS frame_delay_p95,
        json_extract(summary, '$.signal_delay_ms.p95') AS signal_delay_p95,
        json_extract(summary, '$.playout.operating_delay_ms') AS operating_delay,
        json_extract(summary, '$.clock.error_bound_ms') AS clock_bound,
        json_array_length(summary, '$.warnings') AS warnings
        FROM run
        """

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
            frameDelayP50Ms: row["frame_delay_p50"],
            frameDelayP95Ms: row["frame_delay_p95"],
            signalDelayP95Ms: row["signal_delay_p95"],
            operatingDelayMs: row["operating_delay"],
            clockErrorBoundMs: row["clock_bound"],
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
