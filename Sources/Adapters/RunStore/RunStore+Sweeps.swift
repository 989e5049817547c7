import GRDB

extension RunStore {
    /// Which sweep each run is of: by uuid, its setting `sweep`; runs of none are left out.
    public func sweepsOfRuns() throws(RunStoreError) -> [String: String] {
        try read { database in
            let sql = """
                SELECT uuid, json_extract(manifest, '$.settings.sweep') AS sweep FROM run
                WHERE instr(manifest, '"sweep"') AND json_type(manifest, '$.settings.sweep') = 'text'
                """
            let rows = try Row.fetchAll(database, sql: sql).map { ($0["uuid"] as String, $0["sweep"] as String) }
            return Dictionary(rows) { first, _ in first }
        }
    }
}
